#!/usr/bin/env bash
# Runs Gatling scenarios against the packaged service on a copy of a generated store. Open model: requests come when they are
# due. The warm-up appears in no figure. A broken service level fails the run.
# Usage: loadtest/gatling.sh [dialer-mix|miss-storm|report-storm|report-storm-cold|mixed|soak]...   (build first: ./mvnw -DskipTests package)
#   SECONDS_LONG (30), WARM (15), RATE (each scenario's own), NUMBERS (1000000), STORE (h2 or postgresql with Redis), JVM (-Xmx512m)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need jq jq; need curl curl
numbers=${NUMBERS:-1000000}; long=${SECONDS_LONG:-30}; warm=${WARM:-15}; jvm=${JVM:--Xmx512m}; store=${STORE:-h2}
out=${OUT:-$root/loadtest/results/gatling.md}
parts=$generated/gatling; mkdir -p "$parts" "$(dirname "$out")"
mvn=$root/mvnw; command -v mvn >/dev/null && mvn=mvn
failed=0

# One scenario; its figures go to a file for the report.
run() {
  local name=$1 class=$2; shift 2
  if [ "$store" = h2 ]; then
    use_store h2 "$numbers"
    rm -rf "$work/data"; mkdir -p "$work/data"; cp -r "$data_dir/." "$work/data"; data_dir=$work/data
  else
    # Reports are written into it, which leaves the generated tallies as they were but for the few reported numbers.
    use_store postgresql "$numbers"; start_redis
  fi
  start_service $jvm "$@"
  rm -rf "$root/loadtest/gatling/target/gatling"
  local passed=yes cpu
  cpu=$(cpu_ms "$service_pid")
  (cd "$root/loadtest/gatling" && "$mvn" -q -B ${OFFLINE:+-o} gatling:test -Dgatling.simulationClass="org.zhenhao.loadtest.${class}Simulation" \
    -Dbase="$base" -Dkey="$key" -Dsamples="$samples" -Dseconds="$long" -Dwarm="$warm" ${RATE:+-Drate="$RATE"}) >"$work/gatling.log" 2>&1 || passed=no
  grep -h ' : \(true\|false\)' "$work/gatling.log" || tail -n 30 "$work/gatling.log"
  cpu=$(awk -v a="$cpu" -v b="$(cpu_ms "$service_pid")" 'BEGIN {printf "%.1f", (b - a) / 1000}')
  figures "$root"/loadtest/gatling/target/gatling/*/index.html | jq -s --arg name "$name" --arg passed $passed --arg at "$(date -u +%FT%TZ)" \
    --arg commit "$(commit)" --arg options "$jvm $*" --arg store "$store" --arg seconds "$long" --arg cpu "$cpu" --arg peak "$(peak_mb)" \
    --arg resident "$(resident_mb)" '$ARGS.named + {requests: .}' >"$parts/$name.json"
  jq -c . "$parts/$name.json"
  [ $passed = yes ] || failed=1
  stop_service; stop_redis; stop_postgres
  report >"$out"
}

# Rows of Gatling's table of statistics, the only place where this version writes them readably, as JSON.
figures() {
  awk '/class="ellipsed-name">/ {sub(/.*class="ellipsed-name">/, ""); sub(/<.*/, ""); name = $0}
    match($0, /col-[0-9]+">[0-9.]+/) {split(substr($0, RSTART + 4, RLENGTH - 4), cell, "\">"); v[cell[1]] = cell[2]
      if (cell[1] == 14 && name != "All Requests")
        printf "{\"name\": \"%s\", \"total\": %s, \"ko\": %s, \"p50\": %s, \"p95\": %s, \"p99\": %s, \"max\": %s}\n", name, v[2], v[4], v[8], v[10], v[11], v[12]}' "$1"
}

report() {
  echo "# Gatling scenarios"
  echo
  echo "Written by \`loadtest/gatling.sh\`. $(machine). Gatling on the same cores; open model; the warm-up ($warm s, with the injector's own JVM"
  echo "warming up in it; the storm of reports warms up with reports on other numbers, the cold one with lookups only) is in no figure. Store: $numbers generated numbers. Service levels are the assertions in \`loadtest/gatling\`."
  echo
  echo "| scenario | request | requests | failed | p50 ms | p95 | p99 | max | levels kept | store, length, service CPU, peak and last memory | commit, time |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|"
  for name in dialer-mix miss-storm report-storm report-storm-cold mixed soak; do
    [ -f "$parts/$name.json" ] || continue
    jq -r '. as $s | .requests[] | "| \($s.name) | \(.name) | \(.total) | \(.ko) | \(.p50) | \(.p95) | \(.p99) | \(.max) | \($s.passed) | \($s.store), \($s.seconds) s, \($s.cpu) s, \($s.peak) MB, \($s.resident) MB | \($s.commit), \($s.at[5:16]) |"' "$parts/$name.json"
  done
}

for scenario in ${*:-dialer-mix miss-storm report-storm mixed soak}; do
  case $scenario in
    dialer-mix) run dialer-mix DialerMix ;;
    miss-storm) run miss-storm MissStorm ;;
    report-storm) run report-storm ReportStorm ;;
    report-storm-cold) run report-storm-cold ColdReportStorm ;;
    mixed) run mixed Mixed ;;
    soak) run soak Soak ;;
    *) echo "no scenario $scenario" >&2; exit 2 ;;
  esac
done
exit $failed
