#!/usr/bin/env bash
# Screens a CSV of millions of rows (80 % never reported, 15 % known, 5 % bad) as a stream and as a job: rows a second, the service's
# peak memory, and what lookups lose meanwhile; on H2 and on PostgreSQL with Redis, beside awk in the same run.
# Usage: loadtest/screening.sh [PART...]   (build first: ./mvnw -DskipTests package)
#   PART: awk h2 postgresql together-h2 together-postgresql; none: all
#   ROWS (5000000), NUMBERS (1000000) in the store, JVM (-Xmx400m), OUT (loadtest/results/screening.txt; parts are appended)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need curl curl; need wrk wrk; need jq jq
rows=${ROWS:-5000000}; numbers=${NUMBERS:-1000000}; jvm=${JVM:--Xmx400m}
out=${OUT:-$root/loadtest/results/screening.txt}
list=$generated/screening-$rows-$numbers.csv
mkdir -p "$generated" "$(dirname "$out")"

say() { echo "$*" | tee -a "$out"; }

# seconds COMMAND...: how long it takes
seconds() { local from; from=$(date +%s.%N); "$@" >&2; awk -v a="$from" -v b="$(date +%s.%N)" 'BEGIN {printf "%.2f", b - a}'; }

per_second() { awk -v n="$rows" -v s="$1" 'BEGIN {printf "%d", n / s}'; }

make_list() {
  [ -s "$list" ] && return 0
  awk -v rows="$rows" 'BEGIN {srand(7)} {known[NR] = $1} END {
    split("131 132 135 136 137 138 139 150 151 158 159 176 177 186 187 188 199", head, " "); print "id,phone,note";
    for (i = 1; i <= rows; i++) {
      u = rand();
      number = u < 0.05 ? "1.38E+10" : u < 0.20 ? known[1 + int(rand() * NR)] : head[1 + int(rand() * 17)] sprintf("%08d", int(rand() * 100000000));
      print i "," number ",note " i % 1000 } }' "$samples/known.txt" >"$list.part"
  mv "$list.part" "$list"
}

# What a hash join in awk takes that parses nothing: known numbers against the column as it stands.
awk_join() { awk -F, 'NR == FNR {known[$1] = 1; next} {print $0 "," ($2 in known)}' "$samples/known.txt" "$list" >"$work/awk.csv"; }

stream() {
  curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: text/csv' -H 'Expect:' -T "$list" -X POST "$base/v1/screenings?mode=stream" -o "$work/stream.csv"
}

job() {
  local place; place=$(curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: text/csv' -H 'Expect:' -T "$list" -X POST "$base/v1/screenings" -o /dev/null -w '%header{location}')
  [ -n "$place" ] || place=$(curl -fsS -H "X-Api-Key: $key" "$base/v1/screenings" | jq -r '"/v1/screenings/" + .[0].id')
  while [ "$(curl -fsS -H "X-Api-Key: $key" "$base$place" | jq -r .state)" != done ]; do sleep 0.2; done
  curl -fsS -H "X-Api-Key: $key" "$base$place/result" -o "$work/job.csv"
  curl -fsS -H "X-Api-Key: $key" -X DELETE "$base$place"
}

# Waits for the filter of numbers never reported, as a service that has been up for a while has it.
warm() {
  sleep 3
  head -n 300000 "$list" | curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: text/csv' --data-binary @- "$base/v1/screenings?mode=stream" -o /dev/null
  sleep 1
}

check() { [ "$(wc -l <"$1")" = "$((rows + 1))" ] || { echo "$1 has lost rows" >&2; exit 1; }; }

screen() {
  start_service $jvm; warm
  local s
  for mode in stream job; do
    s=$(seconds $mode); check "$work/$mode.csv"
    say "$1 $mode: $rows rows in $s s = $(per_second "$s") rows/s; memory of the service $(resident_mb) MB, peak $(peak_mb) MB"
    [ $mode = job ] || mv "$work/stream.csv" "$work/first.csv"
  done
  cmp -s "$work/first.csv" "$work/job.csv" && say "$1: both results are the same, byte for byte" || say "$1: THE RESULTS DIFFER"
  say "$1 levels: $(cut -d, -f6 "$work/first.csv" | sort | uniq -c | sort -rn | awk '{printf "%s %s, ", $2 == "" ? "(refused)" : $2, $1}' | sed 's/, $//')"
  stop_service
}

# Lookups as fast as they are answered: alone, while one client's screening runs, alone again.
together() {
  start_service $jvm; warm
  ask mix 8 99 >/dev/null
  local before with after pid
  before=$(ask mix 8 1)
  (while :; do stream || true; done) 2>/dev/null & pid=$!
  sleep 1; with=$(ask mix 10 2)
  kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; sleep 2
  after=$(ask mix 8 3)
  say "$(awk -v name="$1" -v b="$before" -v w="$with" -v a="$after" 'BEGIN {split(b, x, " "); split(w, y, " "); split(a, z, " "); base = (x[1] + z[1]) / 2;
    printf "%s lookups/s: %d before, %d while one client screens, %d after: %.1f %% less; p99 %.1f ms before, %.1f ms meanwhile, %.1f ms after (64 connections, closed loop); failed %d", name, x[1], y[1], z[1], 100 * (1 - y[1] / base), x[3], y[3], z[3], x[4] + y[4] + z[4]}')"
  say "$1 screening meanwhile: $(curl -fsS "$base/q/metrics" | awk '/^zhenhao_screening_rows_total.*stream/ {print $2}') rows in all streams of this service"
  stop_service
}

say "$(date -u +%FT%TZ) $(commit); $(machine); JVM $jvm; store of $numbers generated numbers; $rows rows"
for part in ${*:-awk h2 postgresql together-h2 together-postgresql}; do
  case $part in
    awk) use_store h2 "$numbers"; make_list; s=$(seconds awk_join); say "awk hash join (parses nothing, judges nothing): $rows rows in $s s = $(per_second "$s") rows/s" ;;
    h2) use_store h2 "$numbers"; make_list; screen h2 ;;
    postgresql) use_store postgresql "$numbers"; make_list; start_redis; screen postgresql+redis; stop_redis; stop_postgres ;;
    together-h2) use_store h2 "$numbers"; make_list; together h2 ;;
    together-postgresql) use_store postgresql "$numbers"; make_list; start_redis; together postgresql+redis; stop_redis; stop_postgres ;;
    *) echo "no part $part" >&2; exit 2 ;;
  esac
done
