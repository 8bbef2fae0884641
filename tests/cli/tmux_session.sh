#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Drives the shell in a real terminal (tmux) and compares its screens with files.
#
#   tests/cli/tmux_session.sh HOEGO tests/cli/sessions/editing.sh
#   HOEGO_REWRITE=1 tests/cli/tmux_session.sh ...    writes the screens anew; look at the diff
#   HOEGO_TMUX_SHOW=1 tests/cli/tmux_session.sh ...  prints every screen
#
# A session is a script of these words (sessions/*.sh; each is a test of its own):
#   start [columns rows [arguments of hoego]]   a shell, on an empty graph unless told otherwise
#   keys C-a Left ...       keys by tmux's names
#   text 'MATCH ...'        as if typed, whatever is in it
#   enter 'MATCH ...'       typed, and Enter
#   paste 'MATCH ...'       as a terminal pastes
#   shot NAME               the screen must become screens/NAME.txt, cursor included
#   shot_timed NAME         the same, whatever time it shows
#   until_shown TEXT        waits for a text on the screen
#   until_styled REGEX      the same, in the screen with its colours (SGR)
#   until_running           waits until a statement runs
#   until_gone              waits until the shell has ended
#   same NAME FILE          a file must be screens/NAME.txt
# Nothing sleeps: what is compared is waited for, at most 30 s. $work is a folder of the session's
# own, and its HOME. Exit code 77 (skipped) without tmux.
set -u
hoego=$(realpath "$1")
session=$2
here=$(cd "$(dirname "$0")" && pwd)
command -v tmux >/dev/null 2>&1 || { echo "tmux is not installed: skipped"; exit 77; }

export LC_ALL=C.UTF-8
work=$(mktemp -d)
socket="hoego-$$"
tm() { tmux -u -L "$socket" -f /dev/null "$@"; }
finish() { tm kill-server 2>/dev/null; rm -rf "$work"; }
trap finish EXIT INT TERM
failures=0
patience=600 # tries, each of a twentieth of a second

start() {
  columns=${1:-80}
  rows=${2:-24}
  [ $# -ge 2 ] && shift 2
  [ $# -eq 0 ] && set -- repl :memory:
  tm new-session -d -s shell -x "$columns" -y "$rows" -c "$work" \
    "env -i PATH='$PATH' TERM=screen-256color HOME='$work' LC_ALL='${LANGUAGE_OF_SHELL:-C.UTF-8}' \
     EDITOR='$work/editor' HOEGO_HISTORY='$work/history' '$hoego' $*"
  until_shown 'hoego>'
}
keys() { tm send-keys -t shell "$@"; }
text() { printf '%s' "$1" | tm load-buffer -; tm paste-buffer -d -t shell; }
paste() { printf '%s' "$1" | tm load-buffer -; tm paste-buffer -d -p -t shell; }
enter() { text "$1"; keys Enter; }

# Trailing blanks and the blank rows at the end are no part of a screen; the last line is the cursor.
screen() {
  tm capture-pane -p "$@" -t shell | sed 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
  tm display-message -p -t shell 'cursor: column #{cursor_x}, row #{cursor_y}'
}
fail() {
  echo "FAIL  $1"
  failures=$((failures + 1))
}
# Runs the command until it succeeds.
wait_until() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ $tries -lt $patience ] || return 1
    sleep 0.05
  done
}

shows() { screen | grep -qF -- "$1"; }
until_shown() { wait_until shows "$1" || { fail "not on the screen: $1"; screen; }; }
gone() { ! tm has-session -t shell 2>/dev/null; }
until_gone() { wait_until gone || fail 'the shell does not end'; }
# Only while text is edited Ctrl-C is a key and no signal.
running() { stty -F "$(tm display-message -p -t shell '#{pane_tty}')" -a | grep -qE '(^| )isig'; }
until_running() { wait_until running || fail 'no statement runs'; }

# compare NAME COMMAND: what the command prints must become the golden file.
compare() {
  golden="$here/screens/$1.txt"
  name=$1
  shift
  [ -n "${HOEGO_REWRITE:-}" ] && rewrite "$golden" "$@"
  is_golden() { "$@" >"$work/.got" && cmp -s "$work/.got" "$golden"; }
  if wait_until is_golden "$@"; then
    echo "ok    $name"
  else
    fail "$name"
    diff "$golden" "$work/.got"
  fi
  [ -n "${HOEGO_TMUX_SHOW:-}" ] && cat "$work/.got"
  return 0
}
# What has not changed for a second is taken for the end of it.
rewrite() {
  to=$1
  shift
  still=0
  : >"$to"
  while [ $still -lt 10 ]; do
    sleep 0.1
    "$@" >"$work/.got"
    if cmp -s "$work/.got" "$to"; then still=$((still + 1)); else still=0; fi
    cp "$work/.got" "$to"
  done
}
# Names of the session's folder are not the same twice.
plain_screen() { screen | sed "s#$work#WORK#g"; }
shot() { compare "$1" plain_screen; }
timed_screen() { plain_screen | sed 's/[0-9.]* ms/N ms/'; }
shot_timed() { compare "$1" timed_screen; }
shows_styled() { tm capture-pane -p -e -t shell | grep -qE -- "$1"; }
until_styled() { wait_until shows_styled "$1" || fail "no such colour on the screen: $1"; }
same() { compare "$1" cat "$2"; }

. "$session"
[ "$failures" -eq 0 ] || { echo "$failures failed"; exit 1; }
