#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Drives the shell in a real terminal (tmux) and compares screens.
#   tests/cli/repl_tmux.sh COMMAND     COMMAND starts a shell on an empty graph:
#   tests/cli/repl_tmux.sh "build/release/hoego repl :memory:"
# Exit code 77 (skipped) without tmux. HOEGO_TMUX_SHOW=1 prints every screen.
set -u
command=$1
command -v tmux >/dev/null 2>&1 || { echo "tmux is not installed: skipped"; exit 77; }

work=$(mktemp -d)
socket="hoego-$$"
export LC_ALL=C.UTF-8
tm() { tmux -u -L "$socket" -f /dev/null "$@"; }
finish() { tm kill-session -t shell 2>/dev/null; rm -rf "$work"; }
trap finish EXIT INT TERM
failures=0

start() {  # columns rows
  tm new-session -d -s shell -x "$1" -y "$2" \
    "env PAGER= HOEGO_PAGER= HOEGO_HISTORY=$work/history LC_ALL=ko_KR.UTF-8 $command"
  wait_for 'Ctrl-D'
}
screen() { tm capture-pane -p -t shell; }
keys() { tm send-keys -t shell "$@"; }
# Text goes through a paste buffer without brackets: as if typed, whatever is in it.
type_text() { printf '%s' "$1" | tm load-buffer -; tm paste-buffer -d -t shell; }
paste() { printf '%s' "$1" | tm load-buffer -; tm paste-buffer -d -p -t shell; }
enter() { type_text "$1"; keys Enter; }

# Waits until the screen holds the text (at most 10 s).
wait_for() {
  i=0
  while [ $i -lt 200 ]; do
    screen | grep -qF -- "$1" && return 0
    sleep 0.05
    i=$((i + 1))
  done
  return 1
}
expect() {  # what, text on the screen
  if wait_for "$2"; then
    echo "ok    $1"
  else
    echo "FAIL  $1: not on the screen: $2"
    screen
    failures=$((failures + 1))
  fi
  [ -n "${HOEGO_TMUX_SHOW:-}" ] && screen
  return 0
}
expect_cursor() {  # what, column
  i=0
  while [ $i -lt 60 ]; do
    column=$(tm display-message -p -t shell '#{cursor_x}')
    [ "$column" = "$2" ] && { echo "ok    $1"; return 0; }
    sleep 0.05
    i=$((i + 1))
  done
  echo "FAIL  $1: cursor in column $column, not $2"
  screen
  failures=$((failures + 1))
}

start 100 30
# Editing Hangul: the case that libedit gets wrong.
type_text '이직을 했다 abc'
expect_cursor 'columns of Hangul' 22
keys Left Left BSpace Left BSpace
type_text 'Z'
expect 'deleting a narrow character before a wide one' 'hoego> 이직을 했Z bc'
expect_cursor 'cursor behind it' 17
keys C-u
type_text '한글'
keys C-w
type_text '낱말'
keys C-_
type_text '되돌림'
expect 'undo' '되돌림'
keys C-c

# A statement over several lines, and results.
enter "CREATE (:Person {name: '은성'})-[:TOOK]->(:Step {id: 's1', kind: 'work', startEdtf: '2020-01', endEdtf: '2021-06', order: 1})-[:AS]->(:Role {id: 'data-engineer', nameKo: '데이터 엔지니어'});"
expect 'a write' '3 nodes created'
enter 'MATCH (p:Person)'
expect 'a second line' '...>'
enter 'RETURN p.name AS 이름;'
expect 'a table with Hangul' '│ 은성 │'
expect 'row count' '1행'

# Completion.
type_text 'MATCH (p:Per'
keys Tab
expect 'label' 'MATCH (p:Person'
type_text ") WHERE p.name = '은"
keys Tab
expect 'value' "p.name = '은성"
type_text "' RETURN p.na"
keys Tab
expect 'property' 'RETURN p.name'
keys C-c
type_text 'ret'
keys Tab
expect 'keyword keeps the case' 'hoego> return'
keys C-c
type_text ':ti'
keys Tab
expect 'menu' ':timing'
keys Tab
expect 'first of the menu in the text' 'hoego> :timeline'
keys Escape C-c

# History and search.
keys Up Up
expect 'a statement of two lines comes back whole' '...> RETURN p.name AS 이름;'
keys C-c
keys C-r
type_text 'create'
expect 'search' 'search: create'
keys C-g C-c

# Paste as one, with a line break and a tab in it.
paste 'MATCH (p:Person)
RETURN p.name AS 이름,
	1 + 1 AS 둘;'
expect 'pasted as one' '...>   1 + 1 AS 둘;'
keys Enter
expect 'and run' '│  2 │'

# Commands.
enter ':schema';                expect ':schema' ':Person'
enter ':people';                expect ':people' 'posts'
enter ':timeline 은성';          expect ':timeline' '2020.01 – 2021.06'
enter ':mode markdown';         enter 'RETURN 1 AS x;'
expect ':mode' '| ---: |'
enter ':last json';             expect ':last' '[{"x":1}]'
enter ':mode table';            enter ':param 값 = [1, 2]'
enter 'RETURN $값 AS 목록;';     expect ':param' '[1, 2]'
enter 'MATCH (s:Step) RETURN s;'
enter ':why';                   expect ':why' '2020.01 – 2021.06  s1'
enter ":save $work/out.csv";    expect ':save' 'out.csv'
enter ":queries who-became role=data-engineer"
expect ':queries' '│ 은성'
enter ':path 데이터 엔지니어 -> 없는 회사'
expect ':path' '0행'
enter ':explain MATCH (p:Person) RETURN p'; expect ':explain' 'Person'
enter ':limit 10';              expect ':limit' '10'
enter ':timing off';            expect ':timing' 'off'
printf ':mode line\nRETURN 7 AS 일곱;\n' >"$work/script.cypher"
enter ":source $work/script.cypher"; expect ':source' '일곱 = 7'
enter ':mode table'
enter "CREATE (:Person {name: '없던 사람'});"; expect 'a write to undo' '1 node created'
enter ':undo';                  expect ':undo' '되돌렸습니다'
enter "MATCH (p:Person {name: '없던 사람'}) RETURN count(p) AS 남은수;"
expect 'undone' '│      0 │'
enter ':help MATCH';            expect ':help of a clause' '그래프에서 무늬를 찾는다'
enter ':help toUpper';          expect ':help of a function' 'toUpper('
enter ':hepl';                  expect 'did you mean' ':help?'
enter '.mode';                  expect 'dot command' '* table'

# Mistakes keep the session.
enter 'RETURN 없음;'
expect 'caret under Hangul' '^^^^'
enter 'UNWIND range(1, 40000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b) AS 합;'
sleep 0.7
keys C-c
sleep 0.5
enter "RETURN 'still here' AS 나;"
expect 'Ctrl-C stops the query, not the session' 'still here'

# Pager and resize.
enter 'UNWIND range(1, 500) AS x RETURN x, x * x AS 제곱;'
expect 'rows cut in the middle' '490 rows'
enter ':last'
expect 'pager' 'space: on'
keys G
expect 'its end' '250000'
keys q
expect 'back from the pager' '500행'
tm resize-window -t shell -x 60 -y 20
type_text 'RETURN 1'
expect 'after a resize' 'hoego> RETURN 1'
keys C-c
keys C-d
sleep 0.5
if tm has-session -t shell 2>/dev/null; then
  echo "FAIL  Ctrl-D leaves"
  failures=$((failures + 1))
else
  echo "ok    Ctrl-D leaves"
fi

echo "$failures failed"
[ "$failures" -eq 0 ]
