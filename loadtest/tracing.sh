#!/usr/bin/env bash
# What tracing costs a lookup: switched off (as it comes), and on, exporting to a port where nobody listens.
# Usage: loadtest/tracing.sh [ROUNDS] [SECONDS]   (default 5 of 5; build first: ./mvnw -DskipTests package). Rounds alternate.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk; need curl curl
rounds=${1:-5}; length=${2:-5}
one() { # one NAME [JVM options]: requests/s and CPU us of each round go to $work/NAME
  local name=$1; shift
  start_service -Xmx512m "$@"
  wrk -t1 -c64 -d10s "$base/v1/numbers/13100000001" >/dev/null
  local before after result
  before=$(cpu_ms "$service_pid")
  result=$(wrk -t1 -c64 -d"${length}s" "$base/v1/numbers/13100000001")
  after=$(cpu_ms "$service_pid")
  awk -v ms="$((${after%.*} - ${before%.*}))" '/requests in/ {n = $1} /Requests\/sec/ {r = $2} END {print r, ms * 1000 / n}' <<<"$result" >>"$work/$name"
  stop_service
}
for _ in $(seq "$rounds"); do
  one off
  one on -Dquarkus.otel.sdk.disabled=false -Dquarkus.otel.exporter.otlp.endpoint=http://127.0.0.1:9
  one tenth -Dquarkus.otel.sdk.disabled=false -Dquarkus.otel.exporter.otlp.endpoint=http://127.0.0.1:9 -Dquarkus.otel.traces.sampler=traceidratio -Dquarkus.otel.traces.sampler.arg=0.1
done
{
  echo "loadtest/tracing.sh $rounds $length on $(date -u +%F), commit $(commit): $(machine)"
  for name in off on tenth; do
    printf '%-6s median %.0f requests/s, %.1f us CPU each\n' "$name" "$(cut -d' ' -f1 "$work/$name" | median)" "$(cut -d' ' -f2 "$work/$name" | median)"
  done
} | tee "$root/loadtest/results/tracing.txt"
