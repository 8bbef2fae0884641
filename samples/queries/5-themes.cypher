// What do the posts turn around?
MATCH (post:Post)-[a:ABOUT]->(t:Theme)
WHERE a.core
RETURN t.nameKo AS theme, count(*) AS posts
ORDER BY posts DESC, theme
LIMIT 8
