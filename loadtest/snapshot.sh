#!/usr/bin/env bash
# Publishes a snapshot of a large store and screens a list on it: time, peak memory, sizes, rows a second, beside DuckDB on numbers
# that need no parsing. Usage: loadtest/snapshot.sh   (build first: ./mvnw -DskipTests package)
#   NUMBERS (10000000) in the store (H2), ROWS (5000000) of the list, JVM (-Xmx512m) of the service
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need jq jq; need curl curl
numbers=${NUMBERS:-10000000}; rows=${ROWS:-5000000}; jvm=${JVM:--Xmx512m}
out=${OUT:-$root/loadtest/results/snapshot.md}
use_store h2 "$numbers"
admin=(-fsS -H "X-Api-Key: $key")
export ZHENHAO_PUBLISH_EVERY=0s
start_service $jvm
publish() { # seconds it takes
  local from; from=$(date +%s.%N)
  curl "${admin[@]}" -X POST "$base/v1/feed/snapshot" -o /dev/null
  while [ "$(curl "${admin[@]}" "$base/v1/feed/snapshot/state" | jq -r .state)" = running ]; do sleep 0.5; done
  curl "${admin[@]}" "$base/v1/feed/snapshot/state" | jq -e '.state == "idle"' >/dev/null
  awk -v a="$from" -v b="$(date +%s.%N)" 'BEGIN {printf "%.0f", b - a}'
}
first=$(publish); peak=$(peak_mb); again=$(publish)
mkdir -p "$work/snapshot"; cd "$work/snapshot"
curl "${admin[@]}" "$base/v1/feed/snapshot" -o manifest.json
version=$(jq .version manifest.json)
for file in numbers.parquet blocks.parquet; do curl "${admin[@]}" "$base/v1/feed/snapshot/$version/$file" -o "$file"; done
list=$(curl "${admin[@]}" "$base/v1/feed/list" | wc -c)
stop_service
"$java" -cp "$(test_classes):$(find ~/.m2 -name 'duckdb_jdbc-*.jar' | sort -V | tail -n 1)" org.zhenhao.snapshot.SnapshotFigures list "$samples" "$rows" "$work/list.csv"
cd "$work"
screen() { # rows a second as a whole process, peak memory in MB
  local from to; from=$(date +%s.%N)
  "$java" -Xmx1g -jar "$root/target/quarkus-app/quarkus-run.jar" screen list.csv --snapshot snapshot/numbers.parquet --quiet --out screened.csv "$@" &
  local pid=$! peak=0 now
  while kill -0 $pid 2>/dev/null; do now=$(awk '/VmHWM/ {printf "%d", $2 / 1024}' /proc/$pid/status 2>/dev/null || echo 0); [ "${now:-0}" -gt $peak ] && peak=$now; sleep 0.1; done
  wait $pid; to=$(date +%s.%N)
  awk -v a="$from" -v b="$to" -v n="$rows" -v m="$peak" 'BEGIN {printf "| %.1f | %d | %d |", b - a, n / (b - a), m}'
}
{
  echo "# Published snapshots and screening on them"
  echo "\`NUMBERS=$numbers ROWS=$rows loadtest/snapshot.sh\` on $(machine), $(date -u +%F), commit $(commit)."
  echo
  echo "A store of $numbers numbers (H2), service with \`$jvm\`: published in $first s, peak memory of the process $peak MB; again without changes $again s."
  echo
  echo "| file | rows | bytes |"; echo "|---|---|---|"
  jq -r '.files[] | "| \(.name) | \(.rows) | \(.bytes) |"' snapshot/manifest.json
  echo "| list for devices, without counts | | $list |"
  echo
  echo "A list of $rows rows, 80 % never reported, 15 % known, 5 % no numbers; whole processes, start and loading of the snapshot included."
  echo
  echo "| | s | rows/s | peak MB |"; echo "|---|---|---|---|"
  echo "| command line, usual columns $(screen)"
  echo "| command line, \`--columns level,score\` $(screen --columns level,score)"
  echo "| command line, one thread, \`--columns level,score\` $(screen --columns level,score --threads 1)"
  "$java" -Xmx1g -cp "$(test_classes):$(find ~/.m2 -name 'duckdb_jdbc-*.jar' | sort -V | tail -n 1)" org.zhenhao.snapshot.SnapshotFigures duckdb list.csv snapshot "$rows"
} | tee "$out"
