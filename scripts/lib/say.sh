# shellcheck shell=bash
# How the scripts speak: a heading per piece of work, how long it took, and on a failure what to do about it.

if [ -t 1 ]; then
  bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' red='' plain=''
fi

say() { printf '%s\n' "$*"; }
heading() { printf '\n%s== %s ==%s\n' "$bold" "$*" "$plain"; }

# fail WHAT MEND: ends the script; WHAT says what was expected and found, MEND what to do.
fail() {
  printf '\n%sFailed: %s%s\n' "$red" "$1" "$plain" >&2
  [ -z "${2:-}" ] || printf 'To mend it: %s\n' "$2" >&2
  exit 1
}

now() { date +%s%N; }
# seconds_since START: "3.2", from a reading of now.
seconds_since() {
  local tenths=$((($(now) - $1) / 100000000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}
