// From which role to which do people move?
MATCH (a:Role)<-[:AS]-(:Step)-[n:NEXT]->(:Step)-[:AS]->(b:Role)
RETURN a.nameKo AS from, b.nameKo AS to, count(*) AS times
ORDER BY times DESC, from, to
LIMIT 10
