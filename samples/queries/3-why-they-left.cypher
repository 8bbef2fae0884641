// How did their jobs end, and what says so?
MATCH (p:Person)-[:TOOK]->(s:Step {kind: 'work'})-[e:STATED_IN]->(post:Post)
WHERE s.exit IS NOT NULL
RETURN p.name AS person, s.title AS step, s.exit AS exit, head(collect(e.quote)) AS evidence
ORDER BY person, step
