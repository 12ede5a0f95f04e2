# Helpers of the scripts in this folder; sourced, not run. Everything stays on the loopback interface.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${WORK:-$(mktemp -d)}
# A port nobody listens on, below those that the system gives to clients.
free_port() {
  local candidate
  for _ in $(seq 100); do
    candidate=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return 0; }
  done
  echo "no free port found" >&2; return 1
}
port=${PORT:-$(free_port)}
key=zh_admin_for_measuring_0123456789
base=http://127.0.0.1:$port
service_pid=
postgres_dir=
postgres_kept=
redis_pid=
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
generated=${GENERATED:-$root/target/loadtest}
# What is measured is the service, not its quotas for callers without a key.
export ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS=none ZHENHAO_QUOTA_ANONYMOUS_REPORTS=none ZHENHAO_QUOTA_ANONYMOUS_OTHERS=none

need() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is needed (Debian: apt-get install $2)" >&2; exit 1; }; }

# start_postgres [DIRECTORY]: a server of its own with durable commits; sets ZHENHAO_STORE_*. What lies in DIRECTORY is
# used and kept; without one everything is thrown away at the end.
start_postgres() {
  local bin postgres_port; postgres_port=$(free_port); bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || { echo "a PostgreSQL server is needed (Debian: apt-get install postgresql)" >&2; exit 1; }
  postgres_dir=${1:-$work/pg}; postgres_kept=${1:-}
  mkdir -p "$postgres_dir"
  local as=()
  if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_dir"; chmod 755 "$work" "$postgres_dir"; as=(runuser -u postgres --); fi
  [ -d "$postgres_dir/data" ] || "${as[@]}" "$bin/initdb" -D "$postgres_dir/data" -A trust -U postgres >/dev/null
  "${as[@]}" "$bin/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/log" -w \
    -o "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_dir -c shared_buffers=256MB" start >/dev/null
  export ZHENHAO_STORE_URL=jdbc:postgresql://127.0.0.1:$postgres_port/postgres ZHENHAO_STORE_USERNAME=postgres ZHENHAO_STORE_PASSWORD=x
}

stop_postgres() {
  [ -n "$postgres_dir" ] || return 0
  local bin; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  local as=(); [ "$(id -u)" = 0 ] && as=(runuser -u postgres --)
  "${as[@]}" "$bin/pg_ctl" -D "$postgres_dir/data" -m fast stop >/dev/null 2>&1 || true
  [ -n "$postgres_kept" ] || rm -rf "$postgres_dir"
  postgres_dir=
  unset ZHENHAO_STORE_URL ZHENHAO_STORE_USERNAME ZHENHAO_STORE_PASSWORD
}

# Nothing is published while something else is measured.
export ZHENHAO_PUBLISH_EVERY=${ZHENHAO_PUBLISH_EVERY:-0s}

# As the images have it: what outlives two collections is not copied again.
tenuring=-XX:MaxTenuringThreshold=2

# start_service [JVM options]: the packaged service, ready when this returns.
start_service() {
  ZHENHAO_DATA_DIR=${data_dir:-$work/data} ZHENHAO_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    "$java" $tenuring "$@" -jar "$root/target/quarkus-app/quarkus-run.jar" >"$work/service.log" 2>&1 &
  service_pid=$!
  for _ in $(seq 300); do
    curl -fs -m 5 -o /dev/null "$base/q/health/ready" && return 0
    kill -0 "$service_pid" 2>/dev/null || { cat "$work/service.log" >&2; exit 1; }
    sleep 0.2
  done
  echo "the service did not become ready" >&2; exit 1
}

stop_service() {
  [ -n "$service_pid" ] || return 0
  end_process "$service_pid"
  service_pid=
}

# end_process PID: asks a child to end, and ends it for good if it has not within a minute.
end_process() {
  kill "$1" 2>/dev/null || true
  for _ in $(seq 300); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.2
  done
  if kill -9 "$1" 2>/dev/null; then echo "process $1 did not end when asked to, and was killed" >&2; fi
  wait "$1" 2>/dev/null || true
}

# progress WORDS…: what is going on, to the terminal and not into the results
progress() { echo "$(date +%T) $*" >&2; }

# start_redis: an empty server of its own; sets ZHENHAO_REDIS_URL.
start_redis() {
  need redis-server redis-server
  local redis_port; redis_port=$(free_port)
  redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --appendonly no --dir "$work" >"$work/redis.log" 2>&1 &
  redis_pid=$!
  export ZHENHAO_REDIS_URL=redis://127.0.0.1:$redis_port
  for _ in $(seq 50); do
    (exec 3<>/dev/tcp/127.0.0.1/$redis_port) 2>/dev/null && return 0
    sleep 0.1
  done
  echo "redis-server did not start" >&2; exit 1
}

stop_redis() {
  [ -n "$redis_pid" ] || return 0
  kill "$redis_pid" 2>/dev/null || true
  wait "$redis_pid" 2>/dev/null || true
  redis_pid=
  unset ZHENHAO_REDIS_URL
}

# Class path of the measuring classes: what the tests compiled, and the libraries of the packaged service.
test_classes() { echo "$root/target/test-classes:$root/target/classes:$(find "$root/target/quarkus-app/lib/main" "$root/target/quarkus-app/lib/boot" -name '*.jar' | tr '\n' ':')"; }

# use_store h2|postgresql NUMBERS: a generated store of that size, made if there is none; starts the server it needs.
# Sets data_dir and samples.
use_store() {
  local place=$generated/$1-$2 url
  samples=$place/samples
  if [ "$1" = postgresql ]; then
    # Without the secret of the service that used it a store is of no use.
    [ -d "$place/service" ] || rm -rf "$place"
    start_postgres "$place"
    # The service's secret belongs to the store, and stays with it.
    url=$ZHENHAO_STORE_URL; data_dir=$place/service; mkdir -p "$data_dir"
  else
    url=jdbc:h2:file:$place/zhenhao; data_dir=$place
  fi
  if [ ! -d "$samples" ]; then
    # A store that was not finished is no store.
    [ "$1" = postgresql ] || rm -f "$place"/zhenhao.*
    "$java" -Xmx1g -cp "$(test_classes)" org.zhenhao.loadtest.Generator "$url" "$2" "$samples" 2>/dev/null >&2
  fi
}

# CPU time of a process so far, in milliseconds
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13) * 1000 / hz}' "/proc/$1/stat"; }

# memory of the service now, in MB
resident_mb() { awk '/VmRSS/ {printf "%d", $2 / 1024}' "/proc/$service_pid/status"; }

median() { sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

# ask WHAT SECONDS [SEED]: 64 connections that ask as fast as they are answered; prints what ask.lua prints after RESULT,
# and the service's CPU time for each request in microseconds
ask() {
  local before after result
  before=$(cpu_ms "$service_pid")
  result=$(ASK=$1 SEED=${3:-1} SAMPLES=$samples wrk -t1 -c64 -d"$2s" --latency -s "$root/loadtest/ask.lua" "$base" | sed -n 's/^RESULT //p')
  after=$(cpu_ms "$service_pid")
  awk -v ms="$((${after%.*} - ${before%.*}))" '{print $0, ms * 1000 / $6}' <<<"$result"
}

# open_loop WHAT RATE SECONDS SEED: a client that keeps its rate and counts from when a request was due; prints what OpenLoop does.
open_loop() {
  "$java" -Xmx256m -XX:+UseSerialGC -cp "$(test_classes)" org.zhenhao.loadtest.OpenLoop "$base" "$1" "$samples" "$2" "$3" "$4"
}

# the commit that is measured, -dirty if more differs from it than results
commit() {
  local at; at=$(git -C "$root" rev-parse --short HEAD 2>/dev/null) || { echo unknown; return; }
  git -C "$root" diff --quiet HEAD -- . ':!loadtest/results' || at+=-dirty
  echo "$at"
}

# peak memory of the service so far, in MB
peak_mb() { awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$service_pid/status"; }

cleanup() { stop_service; stop_postgres; stop_redis; [ -n "${WORK:-}" ] || rm -rf "$work"; }
trap cleanup EXIT

machine() { echo "$(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $("$java" -version 2>&1 | sed -n 1p)"; }
