#!/usr/bin/env bash
# A private Galera cluster for tests: three MariaDB nodes on loopback; nothing outside DIR is touched.
#   scripts/galera.sh start DIR   starts three nodes in DIR (created if absent) and prints their URLs, separated by commas
#   scripts/galera.sh stop  DIR   stops them; `start` creates new ones
#   scripts/galera.sh check       fails with a message when something it needs is not installed
set -euo pipefail

readonly NODES=(1 2 3)
readonly START_LIMIT_SECONDS=60
readonly STOP_LIMIT_SECONDS=30
# Detects a lost node quickly. All five are set together, because a smaller suspect timeout alone is refused.
readonly EVS='evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.25S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT4S;evs.install_timeout=PT4S'

fail() {
  echo "galera.sh: $*" >&2
  exit 1
}

provider() {
  local file
  for file in /usr/lib/galera/libgalera_smm.so /usr/lib64/galera-4/libgalera_smm.so /usr/lib/galera-4/libgalera_smm.so; do
    if [[ -e $file ]]; then
      echo "$file"
      return
    fi
  done
  fail 'the Galera library is not installed (Debian package galera-4)'
}

# All sockets are kept open until the last port is found, so that the ports differ.
free_ports() {
  node -e '
    const servers = Array.from({ length: Number(process.argv[1]) }, () => require("net").createServer().listen(0, "127.0.0.1"));
    Promise.all(servers.map((server) => require("events").once(server, "listening"))).then(() => {
      for (const server of servers) { console.log(server.address().port); server.close(); }
    });' "$1"
}

# rsync runs as a daemon between the nodes; started by root, it would switch to a user that cannot read their files.
as_owner=()
if [[ $(id -u) -eq 0 ]]; then as_owner=(setpriv --reuid=mysql --regid=mysql --clear-groups); fi

running() {
  [[ -s "$dir/$1/pid" ]] && kill -0 "$(cat "$dir/$1/pid")" 2>/dev/null
}

status_of() {
  mariadb --no-defaults --socket="$dir/$1/socket" --user=root --batch --skip-column-names \
    --execute="SELECT variable_value FROM information_schema.global_status WHERE variable_name = '$2'" 2>/dev/null || true
}

wait_for() {
  local node=$1 deadline=$((SECONDS + START_LIMIT_SECONDS))
  until [[ $(status_of "$node" wsrep_ready) == ON && $(status_of "$node" wsrep_cluster_size) -ge $2 ]]; do
    running "$node" || fail "node $node ended: $(tail -n 5 "$dir/$node/server.log")"
    ((SECONDS < deadline)) || fail "node $node is not ready after $START_LIMIT_SECONDS s: $(tail -n 5 "$dir/$node/server.log")"
    sleep 0.1
  done
}

check() {
  local command
  for command in mariadbd mariadb-install-db rsync socat; do
    command -v "$command" >/dev/null || fail "$command is not installed (Debian packages mariadb-server, rsync, socat)"
  done
  provider >/dev/null
}

start_node() {
  local node=$1
  shift
  local port=${ports[node * 4 - 4]} group=${ports[node * 4 - 3]} ist=${ports[node * 4 - 2]} sst=${ports[node * 4 - 1]}
  # Durable through three copies, so commits do not wait for the disk.
  "${as_owner[@]}" mariadbd --no-defaults --datadir="$dir/$node/data" --socket="$dir/$node/socket" --pid-file="$dir/$node/server.pid" \
    --tmpdir="$dir/$node/tmp" --bind-address=127.0.0.1 --port="$port" --innodb-buffer-pool-size=64M \
    --innodb-log-file-size=16M --innodb-flush-log-at-trx-commit=0 --innodb-autoinc-lock-mode=2 --performance-schema=OFF \
    --binlog-format=ROW --wsrep-on=ON --wsrep-provider="$library" --wsrep-cluster-name="private" \
    --wsrep-cluster-address="gcomm://127.0.0.1:${ports[1]},127.0.0.1:${ports[5]},127.0.0.1:${ports[9]}" \
    --wsrep-node-name="node$node" --wsrep-node-address=127.0.0.1 --wsrep-sst-method=rsync \
    --wsrep-sst-receive-address="127.0.0.1:$sst" \
    --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$group;ist.recv_addr=127.0.0.1:$ist;gcache.size=32M;$EVS" \
    "$@" >"$dir/$node/server.log" 2>&1 </dev/null &
  echo $! >"$dir/$node/pid"
}

start() {
  if running 1; then
    cat "$dir/urls"
    return
  fi
  check
  local library
  library=$(provider)
  mkdir -p "$dir"
  local ports node
  mapfile -t ports < <(free_ports 12)
  for node in "${NODES[@]}"; do
    rm -rf "${dir:?}/$node"
    mkdir -p "$dir/$node/tmp"
  done
  if [[ $(id -u) -eq 0 ]]; then
    chown -R mysql "$dir"/[123]
    "${as_owner[@]}" test -w "$dir/1" || fail "the user mysql cannot reach $dir: choose a folder that others may enter"
  fi
  "${as_owner[@]}" mariadb-install-db --no-defaults --datadir="$dir/1/data" --auth-root-authentication-method=normal \
    --skip-test-db >"$dir/install.log" 2>&1 || fail "mariadb-install-db failed: $(tail -n 5 "$dir/install.log")"
  for node in 2 3; do cp --archive "$dir/1/data" "$dir/$node/data"; done
  trap 'code=$?; ((code == 0)) || stop; exit $code' EXIT
  start_node 1 --wsrep-new-cluster
  wait_for 1 1
  for node in 2 3; do start_node "$node"; done
  for node in "${NODES[@]}"; do wait_for "$node" "${#NODES[@]}"; done
  local urls
  urls=$(printf ',mariadb://root@127.0.0.1:%s' "${ports[0]}" "${ports[4]}" "${ports[8]}")
  echo "${urls:1}" | tee "$dir/urls"
}

stop() {
  local node deadline=$((SECONDS + STOP_LIMIT_SECONDS))
  for node in "${NODES[@]}"; do
    if running "$node"; then kill "$(cat "$dir/$node/pid")"; fi
  done
  for node in "${NODES[@]}"; do
    while running "$node" && ((SECONDS < deadline)); do sleep 0.1; done
    if running "$node"; then kill -9 "$(cat "$dir/$node/pid")"; fi
    rm -f "$dir/$node/pid"
  done
  rm -f "$dir/urls"
}

if [[ $# -eq 1 && $1 == check ]]; then
  check
  exit
fi
[[ $# -eq 2 && ($1 == start || $1 == stop) ]] || fail 'usage: galera.sh start|stop DIR, or check'
mkdir -p "$(dirname "$2")"
dir=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
"$1"
