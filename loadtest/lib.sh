# Helpers of the scripts in this folder; sourced, not run. Everything stays on the loopback interface.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${WORK:-$(mktemp -d)}
port=${PORT:-18080}
key=zh_admin_for_measuring_0123456789
base=http://127.0.0.1:$port
service_pid=
postgres_dir=

need() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is needed (Debian: apt-get install $2)" >&2; exit 1; }; }

# start_postgres: a server of its own with durable commits; sets ZHENHAO_STORE_*.
start_postgres() {
  local bin; bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || { echo "a PostgreSQL server is needed (Debian: apt-get install postgresql)" >&2; exit 1; }
  postgres_dir=$work/pg
  mkdir -p "$postgres_dir"
  local as=()
  if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_dir"; chmod 755 "$work"; as=(runuser -u postgres --); fi
  "${as[@]}" "$bin/initdb" -D "$postgres_dir/data" -A trust -U postgres >/dev/null
  "${as[@]}" "$bin/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/log" -w \
    -o "-p 15432 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_dir -c shared_buffers=256MB" start >/dev/null
  export ZHENHAO_STORE_URL=jdbc:postgresql://127.0.0.1:15432/postgres ZHENHAO_STORE_USERNAME=postgres ZHENHAO_STORE_PASSWORD=x
}

stop_postgres() {
  [ -n "$postgres_dir" ] || return 0
  local bin; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  local as=(); [ "$(id -u)" = 0 ] && as=(runuser -u postgres --)
  "${as[@]}" "$bin/pg_ctl" -D "$postgres_dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_dir"; postgres_dir=
  unset ZHENHAO_STORE_URL ZHENHAO_STORE_USERNAME ZHENHAO_STORE_PASSWORD
}

# start_service [JVM options]: the packaged service, ready when this returns.
start_service() {
  ZHENHAO_DATA_DIR=$work/data ZHENHAO_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    java "$@" -jar "$root/target/quarkus-app/quarkus-run.jar" >"$work/service.log" 2>&1 &
  service_pid=$!
  for _ in $(seq 300); do
    curl -fs -o /dev/null "$base/q/health/ready" && return 0
    kill -0 "$service_pid" 2>/dev/null || { cat "$work/service.log" >&2; exit 1; }
    sleep 0.2
  done
  echo "the service did not become ready" >&2; exit 1
}

stop_service() {
  [ -n "$service_pid" ] || return 0
  kill "$service_pid" 2>/dev/null || true
  wait "$service_pid" 2>/dev/null || true
  service_pid=
}

# peak memory of the service so far, in MB
peak_mb() { awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$service_pid/status"; }

cleanup() { stop_service; stop_postgres; [ -n "${WORK:-}" ] || rm -rf "$work"; }
trap cleanup EXIT

machine() { echo "$(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)"; }
