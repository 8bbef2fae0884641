# SPDX-License-Identifier: Apache-2.0
# Completions of the command line in real shells (bash; zsh and fish where they are installed), and
# the manual page past its checkers.
for shell in bash zsh fish; do "$hoego" completions $shell >"$work/hoego.$shell"; done

# try_shell NAME COMMAND LOAD: the same lines in each.
try_shell() {
  command -v "$1" >/dev/null 2>&1 || { echo "skip  $1 is not installed"; return; }
  tm new-session -d -s shell -x 100 -y 30 -c "$work" \
    "env -i PATH='$(dirname "$hoego"):$PATH' TERM=screen-256color HOME='$work' LC_ALL=C.UTF-8 $2"
  enter "$3; echo is ready | tr a-z A-Z"
  until_shown 'IS READY'
  completes 'hoego ing' 'hoego ingest'
  completes 'hoego query x --format typ' 'hoego query x --format typed-json'
  completes 'hoego query x --format=typ' 'hoego query x --format=typed-json'
  completes 'hoego repl x --read' 'hoego repl x --read-only'
  completes 'hoego --lang ko lexi' 'hoego --lang ko lexicon'
  completes 'hoego lexicon ch' 'hoego lexicon check'
  completes 'hoego completions zs' 'hoego completions zsh'
  completes 'hoego repl file-of-m' 'hoego repl file-of-mine.hoego'
  keys C-u
  enter exit
  until_gone
}
completes() {
  keys C-u C-l
  wait_until cleared || fail 'the screen does not clear'
  text "$1"
  keys Tab
  if wait_until shows "$2"; then echo "ok    $1"; else fail "$1 is not completed to: $2"; screen; fi
}
cleared() { ! shows 'hoego '; }
: >"$work/file-of-mine.hoego"

try_shell bash 'bash --norc --noprofile' '. ./hoego.bash'
try_shell zsh 'zsh -f' 'autoload -U compinit; compinit -D; . ./hoego.zsh'
try_shell fish 'fish --no-config' 'source hoego.fish'

# zsh also finds it by its name.
if command -v zsh >/dev/null 2>&1; then
  mkdir "$work/functions"
  cp "$work/hoego.zsh" "$work/functions/_hoego"
  try_shell zsh 'zsh -f' 'fpath=(~/functions $fpath); autoload -U compinit; compinit -D -u'
fi

lint() { # checker, page
  command -v "$1" >/dev/null 2>&1 || { echo "skip  $1 is not installed"; return; }
  case $1 in
    mandoc) complaints=$(mandoc -T lint -W warning "$2" 2>&1) ;;
    man) complaints=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$2" 2>&1 >/dev/null | grep -v "can't set the locale") ;;
  esac
  if [ -z "$complaints" ]; then echo "ok    $1"; else fail "$complaints"; fi
}
for language in en ko; do
  "$hoego" --lang $language man >"$work/hoego.1"
  lint mandoc "$work/hoego.1"
  lint man "$work/hoego.1"
done
"$hoego" man >"$work/hoego.1"
for command in $(printf ':help\n' | "$hoego" repl :memory: | sed -n 's/^  \(:[a-z]*\).*/\1/p'); do
  grep -qF -- "$command" "$work/hoego.1" || fail "the manual page lacks $command"
done
