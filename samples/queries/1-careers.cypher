// Who did what, and when?
MATCH (p:Person)-[:TOOK]->(s:Step)-[:AT]->(o:Organization)
WHERE s.kind = 'work'
OPTIONAL MATCH (s)-[:AS]->(r:Role)
RETURN p.name AS person, o.name AS employer, r.nameKo AS role, s.startEdtf AS start, s.endEdtf AS end
ORDER BY person, s.order
