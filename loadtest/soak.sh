#!/usr/bin/env bash
# A steady load of lookups and reports on one replica with PostgreSQL and Redis; memory, threads, open files, and errors every half minute.
# Usage: loadtest/soak.sh [MINUTES] [REQUESTS A SECOND]   (default 30, 300; build first: ./mvnw -DskipTests package)
# At the end: errors, reports acknowledged against reports stored, and how memory after a full collection grew from the first third to the last.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
minutes=${1:-30}; rate=${2:-300}
[ -f "$root/target/classpath" ] || (cd "$root" && ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath)
start_postgres; start_redis
data_dir=$work/data start_service -Xmx512m
"$java" -cp "$root/target/test-classes:$root/target/classes:$(cat "$root/target/classpath")" org.zhenhao.faults.SoakLoad \
  "$base" "$key" "$minutes" "$rate" >"$work/load.txt" 2>"$work/load.err" &
load=$!
: >"$work/samples"
jcmd=${JAVA_HOME:+$JAVA_HOME/bin/}jcmd
while kill -0 "$load" 2>/dev/null; do
  sleep 30 & wait $! || true
  "$jcmd" "$service_pid" GC.run >/dev/null 2>&1 || true
  heap=$("$jcmd" "$service_pid" GC.heap_info 2>/dev/null | grep -o 'used [0-9]*K' | head -n 1 | tr -dc 0-9)
  echo "$(date -u +%T) $(resident_mb) $((${heap:-0} / 1024)) $(ls /proc/"$service_pid"/task | wc -l) $(ls /proc/"$service_pid"/fd | wc -l)" >>"$work/samples"
done
wait "$load" || true
stored=$(curl -fs -H "X-Api-Key: $key" -X POST "$base/v1/maintenance/rebuild")
{
  echo "loadtest/soak.sh $minutes $rate on $(date -u +%F), commit $(commit): $(machine); service with -Xmx512m, PostgreSQL and Redis on the same machine"
  cat "$work/load.txt"
  echo "rebuild at the end: $stored"
  awk '{r[NR] = $2; h[NR] = $3; t[NR] = $4; f[NR] = $5}
    END {n = NR; k = int(n / 3); if (k < 1) k = 1
      for (i = 1; i <= k; i++) {a += h[i]; ra += r[i]} for (i = n - k + 1; i <= n; i++) {b += h[i]; rb += r[i]}
      printf "%d samples; heap after collection: first third %.0f MB, last third %.0f MB; resident %.0f MB, %.0f MB; threads %d to %d; open files %d to %d\n", n, a / k, b / k, ra / k, rb / k, t[1], t[n], f[1], f[n]}' "$work/samples"
  echo "time, resident MB, heap MB after collection, threads, open files:"
  cat "$work/samples"
} | tee "$root/loadtest/results/soak.txt"
