// What do they want to become?
MATCH (p:Person)-[w:ASPIRES_TO]->(r:Role)
RETURN p.name AS person, r.nameKo AS wish, w.quote AS said
ORDER BY person, wish
