#!/usr/bin/env bash
# POST /v1/reports under 64 concurrent senders on H2 and on PostgreSQL, against a plain loop that inserts and commits one
# row at a time into the same kind of store in the same run. Medians of ROUNDS (default 5) rounds of LENGTH (default 10) s.
# Usage: loadtest/reports.sh   (build first: ./mvnw -DskipTests package)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk
rounds=${ROUNDS:-5}; length=${LENGTH:-10}
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
cp=$(test_classes)
echo "machine: $(machine)"
for store in ${STORES:-h2 postgresql}; do
  [ $store = postgresql ] && start_postgres
  rm -rf "$work/data"
  start_service -Xmx1g
  export KEY=$key
  RUN=warm wrk -t1 -c64 -d"${length}s" --latency -s "$root/loadtest/reports.lua" "$base" >/dev/null
  : >"$work/rates"; : >"$work/p50"; : >"$work/p99"; : >"$work/loops.durable"; : >"$work/loops.plain"; errors=0
  for round in $(seq "$rounds"); do
    read -r _ rate p50 p99 err < <(RUN=$round wrk -t1 -c64 -d"${length}s" --latency -s "$root/loadtest/reports.lua" "$base" | grep RESULT)
    echo "$rate" >>"$work/rates"; echo "$p50" >>"$work/p50"; echo "$p99" >>"$work/p99"; errors=$((errors + err))
    for how in durable plain; do
      java -cp "$cp" org.zhenhao.report.InsertLoop "${ZHENHAO_STORE_URL:-jdbc:h2:file:$work/loop}" "$length" $how >>"$work/loops.$how"
    done
  done
  echo "$store: $(median <"$work/rates") reports/s acknowledged, p50 $(median <"$work/p50") ms, p99 $(median <"$work/p99") ms, errors $errors;" \
    "loop of one row, one commit: $(median <"$work/loops.durable") rows/s on disk, $(median <"$work/loops.plain") rows/s as the commit returns"
  stop_service; stop_postgres
done
