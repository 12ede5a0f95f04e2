#!/usr/bin/env bash
# Screens a CSV of millions of rows (80 % never reported, 15 % known, 5 % bad) as a stream, as a job and from the command line on a
# snapshot: rows a second and peak memory; and what lookups lose meanwhile. On H2 and on PostgreSQL with Redis, beside DuckDB and awk
# that join the same list, its numbers normalised already, in the same run.
# Usage: loadtest/screening.sh [PART...]   (build first: ./mvnw -DskipTests package)
#   PART: awk duckdb h2 postgresql cli together-h2 together-postgresql; none: all. A part that was measured before keeps its rows.
#   ROWS (5000000; try it with 200000), NUMBERS (1000000) in the store, JVM (what src/docs/screening.md recommends) of the service,
#   TOGETHER_JVM (-Xmx1g) of it while lookups are measured, OUT (loadtest/results/screening.md)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need curl curl; need wrk wrk; need jq jq; need pkill procps
rows=${ROWS:-5000000}; numbers=${NUMBERS:-1000000}; jvm=${JVM:--Xmx272m -Xmn56m -XX:SurvivorRatio=4 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Dzhenhao.near.screening-weight=117440512 -Dzhenhao.near.max-weight=25165824}
# Lookups keep caches of their own, and are measured everywhere with this heap.
together_jvm=${TOGETHER_JVM:--Xmx1g}
out=${OUT:-$root/loadtest/results/screening.md}
list=$generated/screening-$rows-$numbers.csv; plain=$generated/normalised-$rows-$numbers.csv; parts=$generated/screening-$rows-$numbers.parts
mkdir -p "$parts" "$(dirname "$out")"
# Few arenas of malloc: each keeps what it once had.
export MALLOC_ARENA_MAX=2
# No step may take longer: what hangs fails.
most=$((60 + rows / 10000))

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}'; }
row() { # NAME SECONDS MB [REST]
  awk -v name="$1" -v s="$2" -v mb="$3" -v n="$rows" -v rest="${4:-}" 'BEGIN {printf "| %s | %.2f | %d | %s | %s |\n", name, s, n / s, mb, rest}'
}

# A list as customers have it, and the same with numbers in the form that the known ones have.
make_list() {
  [ -s "$list" ] && [ -s "$plain" ] && return 0
  awk -v rows="$rows" -v plain="$plain.part" 'BEGIN {srand(7)} {known[NR] = $1} END {
    split("131 132 135 136 137 138 139 150 151 158 159 176 177 186 187 188 199", head, " "); print "id,phone,note"; print "id,phone,note" >plain;
    for (i = 1; i <= rows; i++) {
      u = rand();
      number = u < 0.05 ? "1.38E+10" : u < 0.20 ? known[1 + int(rand() * NR)] : head[1 + int(rand() * 17)] sprintf("%08d", int(rand() * 100000000));
      print i "," number ",note " i % 1000; print i "," (u < 0.20 ? "" : "+86") number ",note " i % 1000 >plain } }' "$samples/known.txt" >"$list.part"
  mv "$plain.part" "$plain"; mv "$list.part" "$list"
}

# whole COMMAND...: seconds and peak memory of a process, start included
whole() {
  local from pid peak=0 mb; from=$(now)
  timeout "$most" "$@" >"$work/whole.log" 2>&1 & pid=$!
  while kill -0 $pid 2>/dev/null; do
    mb=$(cat /proc/$pid/task/*/children 2>/dev/null | xargs -rn1 | while read -r child; do awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$child/status" 2>/dev/null; done)
    [ "${mb:-0}" -gt $peak ] && peak=$mb
    sleep 0.05
  done
  wait $pid || { cat "$work/whole.log" >&2; echo "$1 failed" >&2; exit 1; }
  echo "$(since "$from") $peak"
}

send() { # MODE: starts it, curl's own arguments behind
  local mode=$1; shift
  curl -fsS -m "$most" -H "X-Api-Key: $key" -H 'Content-Type: text/csv' -H 'Expect:' -T "$list" -X POST "$base/v1/screenings?mode=$mode" "$@"
}

stream() { send stream -o "$work/stream.csv"; }

job() {
  local place state end=$((SECONDS + most)); place=$(send job | jq -r '"/v1/screenings/" + .id')
  while :; do
    state=$(curl -fsS -H "X-Api-Key: $key" "$base$place" | jq -r .state)
    [ "$state" = done ] && break
    { [ "$state" != failed ] && [ $SECONDS -lt $end ]; } || { echo "the job is $state" >&2; exit 1; }
    sleep 0.2
  done
  curl -fsS -m "$most" -H "X-Api-Key: $key" "$base$place/result" -o "$work/job.csv"
  curl -fsS -H "X-Api-Key: $key" -X DELETE "$base$place"
}

# Waits until the filter of numbers never reported is there, and lets the JIT see some rows of another list.
warm() {
  local tries=0
  until curl -fsS "$base/q/metrics" | grep -q '^zhenhao_filter_answers 1'; do sleep 0.2; tries=$((tries + 1)); [ $tries -lt 300 ] || exit 1; done
  for _ in 1 2 3 4; do
    awk 'BEGIN {print "id,phone"; for (i = 0; i < 300000; i++) printf "%d,13%09d\n", i, i * 7919 % 1000000000}' |
      curl -fsS -m 60 -H "X-Api-Key: $key" -H 'Content-Type: text/csv' --data-binary @- "$base/v1/screenings?mode=stream" -o /dev/null
  done
}

check() { [ "$(wc -l <"$1")" = "$((rows + 1))" ] || { echo "$1 has lost rows" >&2; exit 1; }; }

screen() { # PART NAME
  start_service $jvm; warm
  local from s
  : >"$parts/$1"
  for pass in "stream, caches cold" "stream, again" job; do
    from=$(now); if [ "$pass" = job ]; then job; else stream; fi; s=$(since "$from")
    if [ "$pass" = job ]; then check "$work/job.csv"; else check "$work/stream.csv"; fi
    row "$2, $pass" "$s" "$(peak_mb)" "$([ "$pass" = job ] && echo 'upload, screening and download together')" | tee -a "$parts/$1" >&2
  done
  # Scores move with the time, so a few rows of the job may have moved since the stream.
  row_difference "$2" | tee -a "$parts/$1.more" >&2
  stop_service
}

row_difference() {
  cmp -s "$work/stream.csv" "$work/job.csv" && { echo "- $1: the job's result is the stream's, byte for byte."; return; }
  awk -F, -v name="$1" 'NR == FNR {a[FNR % 100000, int(FNR / 100000)] = $0; next} a[FNR % 100000, int(FNR / 100000)] != $0 {different++; split(a[FNR % 100000, int(FNR / 100000)], x, ","); if (x[4] != $4 || x[5] != $5 || x[6] != $6 || x[7] != $7 || x[10] != $10 || x[11] != $11) wrong++; else if ((x[8] - $8) ^ 2 > 1 || (x[9] - $9) ^ 2 > 0.0002) wrong++}
    END {printf "- %s: %d of the rows of the first million of stream and job differ in a score or confidence that moved by one step meanwhile, %d in anything else.\n", name, different, wrong}' \
    <(head -n 1000000 "$work/stream.csv") <(head -n 1000000 "$work/job.csv")
}

# Lookups of the dialer mix: as fast as they are answered, and at half that rate, alone, while one client's screening runs, alone again.
together() { # PART NAME
  start_service $together_jvm; warm
  ask mix 8 99 >/dev/null
  local before with after pid rate alone busy
  before=$(ask mix 8 1); rate=$(awk '{print int($1 / 2)}' <<<"$before")
  alone=$(open_loop mix "$rate" 8 1)
  (while :; do stream || true; done) 2>/dev/null & pid=$!
  sleep 1; with=$(ask mix 10 2); busy=$(open_loop mix "$rate" 10 2)
  # The loop first, or it would send the list once more; then the one on its way.
  kill -STOP "$pid"; pkill -P "$pid" || true; kill -KILL "$pid"; wait "$pid" 2>/dev/null || true; sleep 2
  after=$(ask mix 8 3)
  awk -v name="$2" -v b="$before" -v w="$with" -v a="$after" -v l="$alone" -v m="$busy" -v rate="$rate" 'BEGIN {split(b, x, " "); split(w, y, " "); split(a, z, " "); split(l, o, " "); split(m, p, " "); base = (x[1] + z[1]) / 2;
    printf "| %s | %d, %d | %d | **%.1f %%** | %.1f, %.1f | %d | %.1f, **%.1f** | %d |\n", name, x[1], z[1], y[1], 100 * (1 - y[1] / base), x[3], y[3], rate, o[6] / 1000, p[6] / 1000, x[4] + y[4] + z[4] + o[2] + p[2]}' | tee "$parts/$1" >&2
  echo "- $2: $(curl -fsS "$base/q/metrics" | awk '/^zhenhao_screening_rows_total.*stream/ {printf "%d", $2}') rows were screened in all, warm-up included." >"$parts/$1.more"
  stop_service
}

# A snapshot of the store, and the list on it.
cli() {
  start_service $jvm
  local admin=(-fsS -H "X-Api-Key: $key") version end=$((SECONDS + most))
  curl "${admin[@]}" -X POST "$base/v1/feed/snapshot" -o /dev/null
  while [ "$(curl "${admin[@]}" "$base/v1/feed/snapshot/state" | jq -r .state)" = running ]; do sleep 0.3; [ $SECONDS -lt $end ] || exit 1; done
  mkdir -p "$work/snapshot"
  curl "${admin[@]}" "$base/v1/feed/snapshot" -o "$work/snapshot/manifest.json"; version=$(jq .version "$work/snapshot/manifest.json")
  for file in numbers.parquet blocks.parquet; do curl "${admin[@]}" "$base/v1/feed/snapshot/$version/$file" -o "$work/snapshot/$file"; done
  stop_service
  local columns
  : >"$parts/cli"
  for columns in "" level,score; do
    row "command line on a snapshot of $(jq '.files[0].rows' "$work/snapshot/manifest.json") numbers, ${columns:-usual columns}" \
      $(whole "$java" -Xmx300m -jar "$root/target/quarkus-app/quarkus-run.jar" screen "$list" --snapshot "$work/snapshot/numbers.parquet" --quiet --out "$work/cli.csv" --columns "$columns") "start and loading included" | tee -a "$parts/cli" >&2
    check "$work/cli.csv"
  done
}

report() {
  echo "# Screening a list of $rows rows"
  echo
  echo "Written by \`loadtest/screening.sh\`. $(machine). Commit $(commit), $(date -u +%FT%TZ). Service with \`$jvm\`, client (curl), database and Redis on the same cores; a"
  echo "store of $numbers generated numbers. Memory is the peak of the process, for the service since its start. Aims: 500,000 rows/s as a stream, 1,000,000 from the command line, below 512 MB."
  echo
  echo "| what | s | rows/s | peak MB | |"; echo "|---|---|---|---|---|"
  for part in h2 postgresql cli duckdb awk; do [ ! -f "$parts/$part" ] || cat "$parts/$part"; done
  if ls "$parts"/together-* >/dev/null 2>&1; then
    echo
    echo "## Lookups meanwhile"
    echo "Service with \`$together_jvm\`. The dialer mix, 64 connections: as fast as it is answered (wrk), and at a fixed rate, half of that, counted from when each was due (open loop). Aims: at most 20 % less, p99 below 20 ms."
    echo
    echo "| store | lookups/s alone, before and after | while one client screens | less | p99 ms, alone and meanwhile | fixed rate | p99 ms at it, alone and meanwhile | failed |"; echo "|---|---|---|---|---|---|---|---|"
    for part in together-h2 together-postgresql; do [ ! -f "$parts/$part" ] || cat "$parts/$part"; done
  fi
  echo
  cat "$parts"/*.more 2>/dev/null || true
}

for part in ${*:-awk duckdb h2 postgresql cli together-h2 together-postgresql}; do
  rm -f "$parts/$part" "$parts/$part.more"
  case $part in
    awk) use_store h2 "$numbers"; make_list; row "awk, hash join" $(whole bash -c 'exec awk -F, "NR == FNR {known[\$1] = 1; next} {print \$0 \",\" (\$2 in known)}" "$0" "$1" >"$2"' "$samples/known.txt" "$plain" "$work/awk.csv") "parses nothing, judges nothing" >"$parts/awk" ;;
    duckdb) use_store h2 "$numbers"; make_list
      row "DuckDB, join, 2 threads" $(whole "$java" -cp "$(test_classes):$(find ~/.m2 -name 'duckdb_jdbc-*.jar' | sort -V | tail -n 1)" org.zhenhao.loadtest.DuckJoin "$plain" "$samples/known.txt" "$work/duck.csv") "parses nothing, judges nothing; start of the JVM included" >"$parts/duckdb" ;;
    h2) use_store h2 "$numbers"; make_list; screen h2 H2 ;;
    postgresql) use_store postgresql "$numbers"; make_list; start_redis; screen postgresql "PostgreSQL and Redis"; stop_redis; stop_postgres ;;
    cli) use_store h2 "$numbers"; make_list; cli ;;
    together-h2) use_store h2 "$numbers"; make_list; together together-h2 H2 ;;
    together-postgresql) use_store postgresql "$numbers"; make_list; start_redis; together together-postgresql "PostgreSQL and Redis"; stop_redis; stop_postgres ;;
    *) echo "no part $part" >&2; exit 2 ;;
  esac
  report >"$out"
done
cat "$out"
