// What breaks writers that forget an escape: every form gets it as names, titles, quotes and sources.
UNWIND ['</text><script>"\'&]]>', 'title: # section', '# 제목', '2021-01-01: x #tag', '2021-01/now: x',
        '%% ; , : #', '// comment', 'a\nb\r\nc', 'BEGIN:VEVENT', '\\n\\;', '  앞뒤 공백  ', '😀🏳️‍🌈',
        'section s', 'title', 'click x', 'END:VCALENDAR', '---', '{"a": 1}', '<![CDATA[x]]>', 'gantt',
        '가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하'] AS evil
CREATE (p:Person {id: 'evil ' + evil, name: evil})
CREATE (p)-[:WROTE]->(post:Post {id: evil, title: evil, source: evil, published: date('2022-01-01'),
                                 publishedEdtf: '2022-01-01'})
CREATE (o:Organization:Company {id: evil, name: evil, named: true})
WITH p, post, o, evil
UNWIND [['work', '2020-01', '2021-02~'], ['work', '2021', null], ['education', null, '2019'],
        ['community', '2021-24', '..'], ['gap', '2022-02-03?', '2022-02-03'], ['work', null, null]] AS s
CREATE (p)-[:TOOK]->(step:Step {id: evil + s[0] + coalesce(s[1], ''), kind: s[0], title: evil,
                                startEdtf: s[1], endEdtf: s[2], ongoing: coalesce(s[2], '') = '..'})
CREATE (step)-[:AT]->(o)
CREATE (step)-[:STATED_IN {quote: evil, rule: 'x'}]->(post);
CREATE (:`</label>"'&` {`<key>"'&`: '<value>', number: 1, float: 1.5, flag: true, list: ['a', 'b']});
