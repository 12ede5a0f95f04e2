#!/usr/bin/env bash
# POST /v1/reports under 64 concurrent senders on H2 and on PostgreSQL, against a plain loop that inserts and commits one
# row at a time into the same kind of store in the same run. Medians of ROUNDS (default 5) rounds of LENGTH (default 10) s.
# Usage: loadtest/reports.sh   (STORES "h2 postgresql", OUT loadtest/results/reports.txt; build first: ./mvnw -DskipTests package)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk
rounds=${ROUNDS:-5}; length=${LENGTH:-10}
out=${OUT:-$root/loadtest/results/reports.txt}; mkdir -p "$(dirname "$out")"
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
cp=$(test_classes)
exec > >(tee "$out")
echo "loadtest/reports.sh; $(machine); commit $(commit), $(date -u +%FT%RZ); medians of $rounds rounds of $length s"
for store in ${STORES:-h2 postgresql}; do
  [ $store = postgresql ] && start_postgres
  rm -rf "$work/data"
  start_service -Xmx1g
  export KEY=$key
  RUN=warm wrk -t1 -c64 -d"${length}s" --latency -s "$root/loadtest/reports.lua" "$base" >/dev/null
  : >"$work/rates"; : >"$work/p50"; : >"$work/p99"; : >"$work/cpu"; : >"$work/loops.durable"; : >"$work/loops.plain"; errors=0
  for round in $(seq "$rounds"); do
    cpu=$(cpu_ms "$service_pid")
    read -r _ rate p50 p99 err < <(RUN=$round wrk -t1 -c64 -d"${length}s" --latency -s "$root/loadtest/reports.lua" "$base" | grep RESULT)
    awk -v ms="$(($(cpu_ms "$service_pid") - cpu))" -v rate="$rate" -v s="$length" 'BEGIN {print int(ms * 1000 / (rate * s))}' >>"$work/cpu"
    echo "$rate" >>"$work/rates"; echo "$p50" >>"$work/p50"; echo "$p99" >>"$work/p99"; errors=$((errors + err))
    for how in durable plain; do
      java -cp "$cp" org.zhenhao.report.InsertLoop "${ZHENHAO_STORE_URL:-jdbc:h2:file:$work/loop}" "$length" $how >>"$work/loops.$how"
    done
  done
  echo "$store: $(median <"$work/rates") reports/s acknowledged, p50 $(median <"$work/p50") ms, p99 $(median <"$work/p99") ms, $(median <"$work/cpu") us CPU of the service each, errors $errors;" \
    "loop of one row, one commit: $(median <"$work/loops.durable") rows/s on disk, $(median <"$work/loops.plain") rows/s as the commit returns"
  stop_service; stop_postgres
done
