#!/usr/bin/env bash
# Imports a file of FTC complaints on H2 and on PostgreSQL: lines a second, peak memory, and that a repeat changes nothing.
# Usage: loadtest/import.sh FILE [JVM options, such as -Xmx512m]   (build first: ./mvnw -DskipTests package)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
file=$1; shift
need jq jq; need curl curl
echo "machine: $(machine); JVM options: ${*:-none}"
for store in ${STORES:-h2 postgresql}; do
  [ $store = postgresql ] && start_postgres
  rm -rf "$work/data"
  start_service "$@"
  for round in first repeated; do
    from=$(date +%s.%N)
    curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: application/octet-stream' -T "$file" -X POST \
      "$base/v1/imports?format=ftc-dnc" -o "$work/answer.json"
    to=$(date +%s.%N)
    jq -r --arg s $store --arg r $round --arg t "$from $to" --arg m "$(peak_mb)" \
      '($t | split(" ") | map(tonumber) | .[1] - .[0]) as $s1
       | "\($s) \($r): \(.lines) lines in \($s1 * 10 | round / 10) s = \(.lines / $s1 | round)/s; taken \(.taken), doubled \(.doubled), refused \(.refused) \(.refusedBy); peak memory \($m) MB"' \
      "$work/answer.json"
  done
  curl -fsS -H "X-Api-Key: $key" -X POST "$base/v1/maintenance/rebuild" | jq -c --arg s $store '{store: $s, rebuild: .}'
  stop_service; stop_postgres
done
