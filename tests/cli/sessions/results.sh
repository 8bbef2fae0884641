# SPDX-License-Identifier: Apache-2.0
# How results are shown: every mode, cut to the screen, the pager, the last result again, files.
cp "$here/sessions/careers.cypher" "$work/careers.cypher"
printf ':timing off\n:param role = '"'data-engineer'"'\n' >"$work/rc"
mkdir -p "$work/.config/hoego"
mv "$work/rc" "$work/.config/hoego/repl.cypher"
start 76 24
enter ':source careers.cypher'
until_shown 'created'
keys C-l

# Hangul, emoji and numbers in columns; cells cut where the screen ends.
enter "UNWIND [[1, '이직', 1.5], [20, '🚀 개발', null], [300, 'abc', -2.25]] AS r RETURN r[0] AS 수, r[1] AS 글, r[2] AS x;"
until_shown '3 rows'
shot table_aligned
keys C-l
enter "RETURN reduce(s = '', x IN range(1, 30) | s + '긴 글 ') AS 길다, 'short' AS b, reduce(s = '', x IN range(1, 30) | s + 'long ') AS c;"
until_shown '1 row'
shot table_cut_to_width
keys C-l
enter "MATCH path = (p:Person {name: '은성'})-[:TOOK]->(s)-[:AS]->(r) RETURN path, s, r;"
until_shown '2 rows'
shot table_of_nodes_and_paths
keys C-l
enter 'MATCH (r:Role {id: $role}) RETURN r.nameKo;'
until_shown '1 row'
shot parameter_of_the_init_file
keys C-l

# Every mode that the shell knows, on the same result.
enter "MATCH (p:Person {name: '은하'})-[:TOOK]->(s) RETURN p, s.title AS 제목, s.months AS 개월, s.start AS start;"
until_shown '2 rows'
modes=$(printf ':mode\n' | "$hoego" repl :memory: 2>&1 | sed 's/^[* ] \([a-z-]*\).*/\1/')
[ -n "$modes" ] || fail 'the shell lists no modes'
for mode in $modes; do
  keys C-l
  enter ":last $mode"
  if [ "$mode" = svg ]; then # a page of text; what it draws is tested in tests/viz
    until_shown '<svg'
    text 'q'
  fi
  until_shown '2 rows'
  [ "$mode" = svg ] && continue
  shot "mode_$mode"
done
keys C-l
enter '.mode csv'
enter 'RETURN "a,b" AS x, 1 AS y;'
until_shown '1 row'
enter ':mode'
shot mode_chosen
enter ':mode table'
keys C-l

# More rows than are shown, and the pager.
enter ':limit 4'
enter 'UNWIND range(1, 500) AS x RETURN x, x * x AS 제곱;'
until_shown '500 rows'
shot limit_cuts_the_middle
enter ':last'
shot pager_first_page
text ' '
shot pager_second_page
text '/400'
keys Enter
shot pager_found
text 'G'
shot pager_end
text 'kb'
shot pager_back
keys Right
text 'q'
until_shown 'hoego>'
keys C-l
enter "UNWIND range(1, 30) AS x RETURN reduce(s = '', i IN range(1, 40) | s + '글' + i) AS 길다;"
until_shown '30 rows'
keys C-l
enter ':last json'
keys Right Right Left
shot pager_sideways
text 'q'
until_shown 'hoego>'
# What is typed ahead while the pager is open reaches the editor.
keys C-l
enter ':last'
until_shown 'sideways'
text 'qRETURN 5'
shot typed_ahead_of_the_pager
keys C-c C-l

# To files, by their ending.
enter "MATCH (p:Person) RETURN p.name AS 이름, 'a,\"b\"' AS x ORDER BY 이름;"
until_shown '3 rows'
keys C-l
for ending in csv tsv json jsonl md html txt; do
  enter ":save out.$ending"
  until_shown "out.$ending"
done
until_shown 'out.txt'
enter ':save out.doc'
shot saved
for ending in csv tsv json jsonl md html txt; do same "saved_$ending" "$work/out.$ending"; done
keys C-l
enter 'MATCH (s:Step)-[r:AS]->(o) RETURN s, r, o ORDER BY s.id LIMIT 1;'
until_shown '1 row'
enter ':save out.dot'
until_shown 'out.dot'
same saved_dot "$work/out.dot"

# A pager of one's own.
keys C-d
until_gone
OWN_PAGER='sed s/^/paged:/'
tm new-session -d -s shell -x 60 -y 10 -c "$work" \
  "env PAGER='$OWN_PAGER' HOME='$work' LC_ALL=C.UTF-8 '$hoego' repl :memory:"
until_shown 'hoego>'
enter 'UNWIND range(1, 9) AS x RETURN x;'
until_shown '9 rows'
shot pager_of_ones_own
