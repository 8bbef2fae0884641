# SPDX-License-Identifier: Apache-2.0
# Every command of the table that `:help` prints; one without a line here fails the session.
cp "$here/sessions/careers.cypher" "$work/careers.cypher"
printf '#!/bin/sh\ncat "$1" >"%s/edited"\nprintf "RETURN 42 AS edited" >"$1"\n' "$work" >"$work/editor"
chmod +x "$work/editor"
mkdir -p "$work/.config/hoego/queries"
printf '// who was at a company\n// $org = '"'바다소프트'"'\nMATCH (p:Person)-[:TOOK]->()-[:AT]->({name: $org}) RETURN p.name ORDER BY p.name;\n' \
  >"$work/.config/hoego/queries/mine.cypher"

tried=
try() { # a command on an empty screen
  tried="$tried ${1%% *} "
  keys C-l
  enter "$1"
}

start 96 34
enter ':timing off'
try ':source careers.cypher'
shot command_source
try ':schema'
shot command_schema
text 'q'
until_shown 'hoego>'
try ':people'
shot command_people
try ':timeline 은성'
shot command_timeline
enter ':timeline 은섬'
enter ':timeline 은성 out.svg'
shot command_timeline_file
wait_until [ -s "$work/out.svg" ] || fail 'no out.svg'
try ':timeline 은성 out.svg --paper a4'
enter ':timeline 은성 out.pdf --paper a4'
enter ':compare 은성, 은하 all.pdf --paper a4'
enter ':compare --paper a4 --aligned 은성, 은하 all.pdf'
shot command_paper
wait_until [ -s "$work/all.pdf" ] || fail 'no all.pdf'
try ':compare 은성, 은하'
shot command_compare
enter ':compare 백엔드 개발자 -> 데이터 엔지니어 --aligned out.html'
wait_until [ -s "$work/out.html" ] || fail 'no out.html'
try ':map'
enter ':map company'
shot command_map
try ':path 백엔드 개발자 -> 데이터 엔지니어'
enter ':path 바다소프트 -> 언덕'
enter ':path 백엔드 개발사 -> 데이터 엔지니어'
enter ':path 백엔드 개발자'
shot command_path
enter "MATCH (s:Step {id: '은성/1'}) RETURN s.id;"
until_shown '1 row'
try ':why'
enter ':why 은성/2'
shot command_why
try ':queries'
shot command_queries
keys C-l
enter ':queries mine'
enter ':queries mine org=언덕랩스'
enter ':queries mime'
shot command_queries_asked
try ":param years = [2020, 2021]"
enter ':param'
enter 'RETURN $years[1] + 1 AS y;'
enter ':param clear'
enter ':param years'
shot command_param
try ':mode line'
enter 'RETURN 1 AS a, 2 AS 둘;'
shot command_mode
try ':last markdown'
enter ':mode table'
shot command_last
try ':save out.csv'
enter ':save ~/pictures.csv'
enter ':save nothing/there.csv'
shot command_save
try ':limit'
enter ':limit 3'
enter 'UNWIND range(1, 9) AS x RETURN x;'
shot command_limit
enter ':limit 200'
try ':timing on'
enter 'RETURN 1;'
shot_timed command_timing
enter ':timing off'
until_shown 'timing: off'
try ':lang ko'
enter ':people'
enter ':lang en'
shot command_lang
try ":explain MATCH (p:Person {name: '은성'})-[:TOOK]->(s) RETURN s"
enter ':explain RETURN nothing'
shot command_explain
keys C-l
enter "CREATE (:Person {name: '없던 사람'});"
until_shown '1 node created'
try ':undo'
enter "MATCH (p:Person {name: '없던 사람'}) RETURN count(p) AS 남은수;"
shot command_undo
try ':edit'
shot command_edit
keys Enter
until_shown '1 row'
same command_edit_began_with "$work/edited"
keys C-l
enter '\e'
shot command_edit_by_backslash
keys C-c
try ':help'
shot command_help
keys C-l
enter ':help MATCH'
enter ':help :path'
enter ':help toUpper'
enter ':help collect'
enter ':help macth'
shot command_help_topics
keys C-l
enter ':help keys'
shot command_help_keys
keys C-l

# Users of sqlite and DuckDB type a dot, and names of their own.
printf 'RETURN 8 AS read;\n.mode line\nRETURN 9 AS read;\n' >"$work/read.cypher"
enter '.read read.cypher'
enter '.mode table'
enter '.timer off'
enter '.maxrows 7'
enter '.nothing'
shot dot_commands
keys C-l
enter '.tables'
until_shown ':Person'
keys C-c
until_shown 'hoego>'
keys C-l
enter '.help .mode'
shot dot_help
keys C-l
try ':quit'
until_gone
start 60 10
enter '.exit'
until_gone

table=$(printf ':help\n' | "$hoego" repl :memory: | sed -n 's/^  \(:[a-z]*\).*/\1/p')
[ -n "$table" ] || fail 'the shell lists no commands'
for command in $table; do
  case "$tried" in
    *" $command "*) ;;
    *) fail "the session tries no $command" ;;
  esac
done
