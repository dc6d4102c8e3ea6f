#!/usr/bin/env bash
# A private MariaDB for tests: its own data folder, port and socket; nothing outside DIR is touched.
#   scripts/mariadb.sh start DIR   starts a server in DIR (created if absent) and prints its URL, the same each time
#   scripts/mariadb.sh stop  DIR   stops it; DIR stays, and `start` continues with its data and its port, unless another program has taken it
set -euo pipefail

readonly START_LIMIT_SECONDS=60
readonly STOP_LIMIT_SECONDS=30
# Encryption is optional for clients.
tls=$(cd "$(dirname "${BASH_SOURCE[0]}")/../test/fixtures/tls" && pwd)
readonly tls

fail() {
  echo "mariadb.sh: $*" >&2
  exit 1
}

# A port nobody uses: $1, or any when it is 0; fails when $1 is taken.
free_port() {
  node -e 'const s = require("net").createServer().on("error", () => process.exit(1)).listen(Number(process.argv[1]), "127.0.0.1", () => { console.log(s.address().port); s.close(); })' "$1"
}

# That of the last start in this folder, so that a URL somebody kept stays right; another one if it is taken.
port_of_folder() {
  local kept=0
  if [[ -s "$dir/port" ]]; then kept=$(cat "$dir/port"); fi
  free_port "$kept" || free_port 0
}

# A process that was killed and not waited for yet does not run.
running() {
  local pid
  [[ -s "$dir/pid" ]] || return 1
  pid=$(cat "$dir/pid")
  kill -0 "$pid" 2>/dev/null && ! grep -q '^State:[[:space:]]*Z' "/proc/$pid/status" 2>/dev/null
}

start() {
  if running; then
    cat "$dir/url"
    return
  fi
  command -v mariadbd >/dev/null || fail 'mariadbd is not installed (Debian package mariadb-server)'
  mkdir -p "$dir"
  # Passed even for the current user, because MariaDB runs as root only when told to.
  local user
  user=$(id -un)
  if [[ ! -d "$dir/data/mysql" ]]; then
    mariadb-install-db --no-defaults --user="$user" --datadir="$dir/data" --auth-root-authentication-method=normal \
      --skip-test-db >"$dir/install.log" 2>&1 || fail "mariadb-install-db failed: $(tail -n 5 "$dir/install.log")"
  fi
  local port
  port=$(port_of_folder)
  echo "$port" >"$dir/port"
  # Durable as in production (a commit waits for the disk), but small.
  mariadbd --no-defaults --user="$user" --datadir="$dir/data" --socket="$dir/socket" --pid-file="$dir/server.pid" \
    --bind-address=127.0.0.1 --port="$port" --innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size=64M \
    --innodb-log-file-size=32M --performance-schema=OFF --skip-log-bin \
    --ssl-ca="$tls/ca.crt" --ssl-cert="$tls/server.crt" --ssl-key="$tls/server.key" >"$dir/server.log" 2>&1 </dev/null &
  echo $! >"$dir/pid"
  local deadline=$((SECONDS + START_LIMIT_SECONDS))
  until mariadb-admin --no-defaults --socket="$dir/socket" --user=root --silent ping >/dev/null 2>&1; do
    running || fail "the server ended: $(tail -n 5 "$dir/server.log")"
    ((SECONDS < deadline)) || fail "no answer after $START_LIMIT_SECONDS s: $(tail -n 5 "$dir/server.log")"
    sleep 0.1
  done
  echo "mariadb://root@127.0.0.1:$port" | tee "$dir/url"
}

stop() {
  running || return 0
  local pid
  pid=$(cat "$dir/pid")
  kill "$pid"
  local deadline=$((SECONDS + STOP_LIMIT_SECONDS))
  while running && ((SECONDS < deadline)); do sleep 0.1; done
  if running; then kill -9 "$pid"; fi
  rm -f "$dir/pid" "$dir/url"
}

[[ $# -eq 2 && ($1 == start || $1 == stop) ]] || fail 'usage: mariadb.sh start|stop DIR'
mkdir -p "$(dirname "$2")"
dir=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
"$1"
