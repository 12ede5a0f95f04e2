#!/usr/bin/env bash
# What tracing costs a lookup: switched off (as it comes), and on, exporting to a port where nobody listens, for each request and for one of ten.
# Usage: loadtest/tracing.sh [ROUNDS] [SECONDS]   (default 5 of 5; build first: ./mvnw -DskipTests package)
# Three services are started once and warmed; rounds alternate between them, and those that are not asked are stopped (SIGSTOP) meanwhile.
# Lasts about 3 x (WARM + 10 + ROUNDS x SECONDS) seconds, 3 minutes as it comes; WARM: seconds of warming each (15).
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk; need curl curl
rounds=${1:-5}; length=${2:-5}
names=(off on tenth)
declare -A pids ports
end_all() { for name in "${!pids[@]}"; do kill -CONT "${pids[$name]}" 2>/dev/null || true; kill "${pids[$name]}" 2>/dev/null || true; done
  for name in "${!pids[@]}"; do end_process "${pids[$name]}"; done; cleanup; }
trap end_all EXIT
start_one() { # start_one NAME [JVM options]
  local name=$1; shift
  progress "starting: $name"
  port=$(free_port); base=http://127.0.0.1:$port; data_dir=$work/data-$name
  start_service -Xmx512m "$@"
  pids[$name]=$service_pid; ports[$name]=$port
  load "$name" "${WARM:-15}" >/dev/null
  kill -STOP "$service_pid"
}
load() { # load NAME SECONDS: requests a second, CPU microseconds of each
  local before after result pid=${pids[$1]}
  before=$(cpu_ms "$pid")
  result=$(timeout $(($2 + 20)) wrk -t1 -c64 -d"$2s" "http://127.0.0.1:${ports[$1]}/v1/numbers/13100000001")
  after=$(cpu_ms "$pid")
  awk -v ms="$((${after%.*} - ${before%.*}))" '/requests in/ {n = $1} /Requests\/sec/ {r = $2} END {print r, ms * 1000 / n}' <<<"$result"
}
collector=(-Dquarkus.otel.sdk.disabled=false -Dquarkus.otel.exporter.otlp.endpoint=http://127.0.0.1:9)
start_one off
start_one on "${collector[@]}"
start_one tenth "${collector[@]}" -Dquarkus.otel.traces.sampler=traceidratio -Dquarkus.otel.traces.sampler.arg=0.1
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    kill -CONT "${pids[$name]}"
    load "$name" "$length" >>"$work/$name"
    kill -STOP "${pids[$name]}"
    progress "round $round of $rounds: $name $(tail -n 1 "$work/$name") requests/s, us"
  done
done
{
  echo "loadtest/tracing.sh $rounds $length on $(date -u +%F), commit $(commit): $(machine)"
  for name in "${names[@]}"; do
    printf '%-6s median %.0f requests/s, %.1f us CPU each\n' "$name" "$(cut -d' ' -f1 "$work/$name" | median)" "$(cut -d' ' -f2 "$work/$name" | median)"
  done
} | tee "$root/loadtest/results/tracing.txt"
