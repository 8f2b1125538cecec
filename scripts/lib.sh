# shellcheck shell=bash
# What the scripts share: messages, and making sure that what they need is there. Sourced, not run.
# Messages go to standard error; standard output is for what another program reads.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Where the scripts keep what they fetched and can fetch again.
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/holodeck-deploy

# Files have names in any script: Java reads them as the locale says, and C knows ASCII only.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '%s\n' "$*" >&2; }

# what is missing, how to get it
missing() {
  printf 'error: %s\nfix: %s\n' "$1" "$2" >&2
  exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

on_debian() { [ -r /etc/debian_version ] && have apt-get; }

may_install() { [ "$(id -u)" = 0 ] && on_debian; }

# Runs a command quietly; shows what it printed only when it fails.
quietly() {
  local log code=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || code=$?
  [ "$code" = 0 ] || tail -n 40 "$log" >&2
  rm -f "$log"
  return "$code"
}

# Polls until a command succeeds: tries, a fifth of a second apart.
poll() {
  local left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.2
  done
}

apt_updated=''
apt_update() {
  [ -z "$apt_updated" ] || return 0
  quietly apt-get -o DPkg::Lock::Timeout=120 update -q || say "apt-get update failed; trying with the lists that are there"
  apt_updated=1
}

apt_install() {
  apt_update
  quietly env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -q -y --no-install-recommends "$@"
}

# Unpacks a Debian package into a folder without installing it: no right to install is needed, no service starts.
apt_unpack() { # package, folder
  local work code=0
  on_debian || return 1
  [ "$(id -u)" != 0 ] || apt_update
  work=$(mktemp -d)
  chmod 0755 "$work"
  (cd "$work" && quietly apt-get download "$1") && mkdir -p "$2" && dpkg-deb -x "$work"/*.deb "$2" || code=1
  rm -rf "$work"
  return "$code"
}

# JDK 17 or newer: JAVA_HOME's, else the path's.
need_jdk() {
  local javac=javac version
  [ -z "${JAVA_HOME:-}" ] || javac=$JAVA_HOME/bin/javac
  have "$javac" || missing "no JDK: there is no ${javac}" \
    "install JDK 17 or newer (on Debian and Ubuntu: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME to one"
  version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || missing "$javac is version ${version:-unknown}" "install JDK 17 or newer, or set JAVA_HOME to one"
}

need_maven() {
  have mvn && return 0
  may_install || missing "Maven is not installed" \
    "install Maven 3.8.7 or newer and put mvn on the path (on Debian and Ubuntu: apt-get install maven)"
  say "Maven is missing: installing Debian's package maven."
  apt_install maven || missing "Maven could not be installed" "see the lines above; then run: apt-get install maven"
}

# A program on the path, by its Debian package where that may be installed.
need_program() { # program, package
  have "$1" && return 0
  may_install || missing "$1 is not installed" "install $1 (on Debian and Ubuntu: apt-get install $2)"
  say "$1 is missing: installing Debian's package $2."
  apt_install "$2" || missing "$1 could not be installed" "see the lines above; then run: apt-get install $2"
}

# A free port of loopback.
free_port() {
  local port tries=0
  while [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return 0
    fi
  done
  return 1
}

# Fetches a URL's body with whatever the machine has; fails unless the answer is 2xx.
fetch() {
  if have curl; then
    curl -fsS --max-time 10 --noproxy '*' "$1"
  elif have wget; then
    wget -q -T 10 --no-proxy -O - "$1"
  else
    local java=java
    [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
    "$java" "$root/scripts/Fetch.java" "$1"
  fi
}

# A process that ended and is not waited for by its parent counts as ended.
ended() { ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; }

# Unmounts what is mounted in a folder, the innermost first.
unmount_under() { # folder
  local mounted
  awk -v under="$1/" 'index($2, under) == 1 {print $2}' /proc/mounts | sort -r | while read -r mounted; do
    umount "$mounted" || true
  done
}

ip_tool() { if have ip; then ip "$@"; else busybox ip "$@"; fi; }

# The first of some private networks that no route of this machine covers.
free_network() {
  local third
  for third in 77 78 79 80; do
    ip_tool route | grep -q "^10\.231\.$third\." || { echo "10.231.$third.1/24"; return 0; }
  done
  return 1
}

# A network bridge for one more engine.
make_bridge() { # name
  local network
  have busybox || need_program ip iproute2
  network=$(free_network) || missing "no free network for a second engine's bridge" "remove one of the routes to 10.231.77.0/24 … 10.231.80.0/24"
  ip_tool link add name "$1" type bridge
  ip_tool addr add "$network" dev "$1"
  ip_tool link set "$1" up
}
