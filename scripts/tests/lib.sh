# shellcheck shell=bash
# For the scripts' own tests: each check is a line "ok - …" or "not ok - …", which ./verify counts.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

ok() { echo "ok - $1"; }
not_ok() {
  echo "not ok - $1"
  [ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/    /'
}

# name, expected, actual
same() {
  if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected: $2
actual:   $3"; fi
}

# name, part, whole
contains() {
  case "$3" in
    *"$2"*) ok "$1" ;;
    *) not_ok "$1" "expected to hold: $2
actual: $3" ;;
  esac
}

# name, command that must succeed
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then ok "$name"; else not_ok "$name" "$output"; fi
}
