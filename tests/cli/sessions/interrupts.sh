# SPDX-License-Identifier: Apache-2.0
# What ends and what does not: Ctrl-C, Ctrl-Z, Ctrl-D, mistakes, a closed window; writes are kept.
"$hoego" import "$here/sessions/empty.jsonl" -g "$work/kept.hoego" >/dev/null 2>&1
start 70 20 repl kept.hoego
enter ':timing off'
keys C-l

text 'RETURN 1 +'
keys C-c
shot interrupt_gives_up_the_text
keys C-l
enter 'UNWIND range(1, 40000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b) AS 합;'
until_running
interrupted() { keys C-c; shows 'error: '; }
wait_until interrupted
enter "RETURN 'still here' AS x;"
until_shown '1 row'
keys C-l
enter "RETURN 'still here' AS x;"
shot interrupt_stops_the_query_only
keys C-l

# Mistakes are explained and end nothing.
enter 'MATCH (한글:Person) RETURN 없음;'
until_shown 'error'
enter 'MACTH (n) RETURN n;'
enter 'RETURN (1;'
enter ':hepl'
enter ':mode tabel'
enter ':limit many'
shot mistakes
keys C-l

# A write is kept by the next input; the last one can be taken back until then.
enter "CREATE (:Person {name: '하나'});"
until_shown '1 node created'
enter "CREATE (:Person {name: '둘'});"
enter ':undo'
enter ':undo'
shot undo_of_the_last_write
enter "CREATE (:Person {name: '셋'});"
until_shown 'created'
keys C-d
until_gone
"$hoego" query kept.hoego 'RETURN 1' >/dev/null 2>&1
(cd "$work" && "$hoego" query kept.hoego 'MATCH (p:Person) RETURN p.name ORDER BY p.name' --format csv) \
  >"$work/names.csv"
same writes_kept "$work/names.csv"

# A closed window loses no write either.
start 70 20 repl kept.hoego
enter "CREATE (:Person {name: '넷'});"
until_shown '1 node created'
kill -HUP "$(tm display-message -p -t shell '#{pane_pid}')"
until_gone
(cd "$work" && "$hoego" query kept.hoego 'MATCH (p:Person) RETURN count(p)' --format csv) \
  >"$work/names.csv"
same writes_kept_by_a_closed_window "$work/names.csv"

# Ctrl-Z and back again: what was typed is still there.
tm new-session -d -s shell -x 70 -y 20 -c "$work" \
  "env -i PATH='$PATH' TERM=screen-256color HOME='$work' LC_ALL=C.UTF-8 PS1='outer ' bash --norc --noprofile"
until_shown 'outer'
enter "'$hoego' repl :memory:"
until_shown 'hoego>'
text 'RETURN 1'
keys C-z
until_shown 'Stopped'
keys C-l
enter 'fg'
until_shown 'hoego> RETURN 1'
text ' + 1 AS x;'
keys Enter
until_shown '│ 2 │'
keys C-d
until_shown 'outer'
enter 'exit'
until_gone

# Read only.
start 70 20 repl kept.hoego --read-only
keys C-l
enter 'CREATE (:Person);'
shot read_only
