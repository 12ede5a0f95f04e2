#!/usr/bin/env bash
# A capacity plan from what was measured: writes src/docs/capacity.md out of loadtest/results (ratios.md, reports.txt, rows.txt).
# Usage: loadtest/capacity.sh [measure]   "measure" first takes bytes for each report, tally, page and change on PostgreSQL: results/rows.txt
# ROWS: how many reports "measure" imports (200000: a minute or two; ten minutes at most). Assumptions can be set: LOOKUPS and REPORTS a day, PEAK over the average, KNOWN share of lookups that the near cache does not answer, DAYS kept.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
results=$root/loadtest/results
if [ "${1:-}" = measure ]; then
  source "$root/loadtest/lib.sh"
  need curl curl; need psql postgresql
  start_postgres; start_service -Xmx512m
  lines=${ROWS:-200000}
  awk -v n=$lines 'BEGIN {srand(7); for (i = 0; i < n; i++) printf "{\"id\":\"c%d\",\"number\":\"13%09d\",\"category\":\"fraud\",\"occurredAt\":\"2026-11-%02dT08:00:00Z\",\"reporter\":\"p%d\",\"network\":\"n%d\"}\n", i, int(rand() * rand() * 200000) * 37, 1 + i % 20, i % 90000, i % 40000}' >"$work/lines"
  progress "importing $lines reports"
  curl -fs -m 600 -H "X-Api-Key: $key" -H 'Content-Type: application/octet-stream' -T "$work/lines" -X POST "$base/v1/imports?format=reports" >/dev/null
  stop_service
  progress "asking PostgreSQL for the sizes"
  port_of=${ZHENHAO_STORE_URL##*:}; port_of=${port_of%%/*}
  ask_store() { PGPASSWORD=x psql -h 127.0.0.1 -p "$port_of" -U postgres -Atc "$1"; }
  {
    echo "loadtest/capacity.sh measure on $(date -u +%F), commit $(commit): PostgreSQL, $lines imported reports; bytes with indexes after VACUUM"
    for table in report tally block_page change_log reporter; do
      ask_store "VACUUM FULL $table" >/dev/null 2>&1 || continue
      rows=$(ask_store "SELECT count(*) FROM $table"); bytes=$(ask_store "SELECT COALESCE(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree('$table')")
      [ "$bytes" != 0 ] || bytes=$(ask_store "SELECT pg_total_relation_size('$table')")
      # One row of the log names what a whole transaction changed.
      unit=rows; [ $table != change_log ] || { rows=$lines; unit='reports of which it tells'; }
      awk -v u="$unit" -v t=$table -v r="$rows" -v b="$bytes" 'BEGIN {if (r > 0) printf "%s: %d %s, %.0f bytes each\n", t, r, u, b / r}'
    done
  } | tee "$results/rows.txt"
fi
bytes_of() { sed -n "s/^$1: .*, \([0-9]*\) bytes each/\1/p" "$results/rows.txt" 2>/dev/null | tail -n 1; }
# CPU microseconds of a path: the tenth column of ratios.md holds "service's, floor's".
cpu_of() { awk -F'|' -v path="$1" 'index($2, path) {split($9, c, ","); gsub(/[ *]/, "", c[1]); print c[1]; exit}' "$results/ratios.md"; }
near=$(cpu_of 'near cache'); never=$(cpu_of 'never-reported'); redis=$(cpu_of 'Redis'); store=$(cpu_of 'PostgreSQL')
reports_rate=$(sed -n 's/^postgresql: \([0-9]*\) reports.*/\1/p' "$results/reports.txt" | tail -n 1)
awk -v near="${near:-25}" -v never="${never:-20}" -v redis="${redis:-0}" -v store="${store:-0}" -v rate="${reports_rate:-2000}" \
  -v row="$(bytes_of report)" -v tally="$(bytes_of tally)" -v page="$(bytes_of block_page)" -v change="$(bytes_of change_log)" \
  -v lookups="${LOOKUPS:-1000000000}" -v reports="${REPORTS:-10000000}" -v peak="${PEAK:-4}" -v known="${KNOWN:-0.05}" -v days="${DAYS:-730}" '
function gb(b) {return sprintf(b >= 1e12 ? "%.1f TB" : b >= 1e10 ? "%.0f GB" : "%.1f GB", b >= 1e12 ? b / 1e12 : b / 1e9)}
BEGIN {
  rows = row == "" ? "assumed: `loadtest/capacity.sh measure` has not been run" : "rows.txt"
  if (row == "") row = 400; if (tally == "") tally = 250; if (page == "") page = 600; if (change == "") change = 100
  assumedRedis = redis == 0; if (redis == 0) redis = 3 * near
  assumedStore = store == 0; if (store == 0) store = 8 * near
  l = lookups / 86400; r = reports / 86400
  each = never * 0.9 + near * (0.1 - 0.1 * known) + redis * 0.1 * known
  cores = l * peak * each / 1e6
  numbers = reports * days * 0.15
  print "# Capacity"
  print "Written by `loadtest/capacity.sh` out of what the other scripts measured (`loadtest/results`), on two cores that the load, the service and the databases shared: a plan on paper, to be"
  print "checked on the machines it is for. Change the assumptions by environment (`LOOKUPS`, `REPORTS`, `PEAK`, `KNOWN`, `DAYS`) and run it again."
  print ""
  print "## What is asked for"
  print "| | a day | average a second | peak a second (" peak " times) |"
  print "|---|---|---|---|"
  printf "| lookups | %d million | %d | %d |\n", lookups / 1e6, l, l * peak
  printf "| reports | %d million | %d | %d |\n", reports / 1e6, r, r * peak
  print ""
  print "## What one costs"
  print "| | cost | from |"
  print "|---|---|---|"
  printf "| lookup that the filter answers | %.1f us CPU | ratios.md |\n", never
  printf "| lookup from the near cache | %.1f us CPU | ratios.md |\n", near
  printf "| lookup from Redis | %.1f us CPU | %s |\n", redis, assumedRedis ? "assumed, three times the near cache: not measured yet" : "ratios.md"
  printf "| lookup from PostgreSQL | %.1f us CPU of the service | %s |\n", store, assumedStore ? "assumed, eight times the near cache: not measured yet" : "ratios.md"
  printf "| reports, acknowledged after commit | %d a second with PostgreSQL on the same two cores | reports.txt |\n", rate
  printf "| a report on disk, with indexes | %d bytes | %s |\n", row, rows
  printf "| a tally, a block page, a change | %d, %d, %d bytes | %s |\n", tally, page, change, rows
  print ""
  print "## What it takes"
  printf "Nine lookups of ten are for numbers nobody reported (the filter), of the others %d %% miss the near cache. That is %.1f us on average.\n\n", known * 100, each
  print "| | at the peak | with a half in reserve and one zone lost of three |"
  print "|---|---|---|"
  printf "| cores for lookups | %.1f | %d: e.g. 3 replicas of %d cores |\n", cores, int(cores * 2 * 1.5 + 1), int(cores + 1)
  printf "| cores for reports, service and PostgreSQL | %.1f | %d |\n", r * peak / rate * 2, int(r * peak / rate * 2 * 2 * 1.5 + 1)
  printf "| lookups that reach Redis, a second | %d | one server answers over 100,000 |\n", l * peak * 0.1 * known
  printf "| traffic out, 900 bytes each | %.1f Gbit/s | |\n", l * peak * 900 * 8 / 1e9
  print ""
  print "| kept | size |"
  print "|---|---|"
  printf "| reports of %d days | %s |\n", days, gb(reports * days * row)
  printf "| tallies and pages of %d million numbers (15 new ones in 100 reports) | %s |\n", numbers / 1e6, gb(numbers * (tally + page / 5))
  printf "| the filter in each replica, 10 bits a number | %.1f GB |\n", numbers * 1.2 * 10 / 8 / 1e9
  printf "| Redis, if it holds the numbers asked about within its hour: %d million | %s |\n", l * 3600 * 0.1 * 0.3 / 1e6, gb(l * 3600 * 0.1 * 0.3 * 300)
  print ""
  print "## Where one machine ends, and what takes over"
  print "- **Lookups** grow with replicas, which share nothing but Redis and the store; the HPA of `k8s/` follows CPU. Bulk questions belong to the snapshot, not to the API: it holds every published number as sorted"
  print "  Parquet, and DuckDB or Spark join hundreds of millions of rows with it ([formats.md](formats.md))."
  print "- **Redis**: one server until its memory ends, then Redis Cluster, which the service speaks (keys of one lookup share a slot, so that a lookup stays one MGET): [redis.md](redis.md)."
  printf "- **PostgreSQL** takes the reports of one writer: %d a second were committed on two shared cores, so the peak above is %.0f %% of that. What ends first is the disk: %s a day. Reports are\n", rate, r * peak / rate * 100, gb(reports * row)
  print "  cut into months, which are dropped past their retention. Standbys serve reports, exports, and lookups as far as they keep up ([store.md](store.md))."
  print "- **Beyond one writer** a PostgreSQL-compatible distributed store takes its place (CockroachDB, YugabyteDB): the schema uses no sequences, no foreign keys and no triggers, and its keys are spread. One row"
  print "  of it is a bottleneck there by design, `change_head`, which numbers the changes in commit order: group commit makes it one update for up to 256 reports."
}' >"$root/src/docs/capacity.md"
echo "written: src/docs/capacity.md"
