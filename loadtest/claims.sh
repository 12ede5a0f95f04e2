#!/usr/bin/env bash
# What claims, marks of conduct, and an API key add to a lookup: CPU time of the service for each request, rounds in turn, medians of the
# rounds' ratios. Usage: loadtest/claims.sh [plain] [rest] [kept] [conduct] [key]   (default: all; build first: ./mvnw -DskipTests package)
#   plain:   a lookup on the short way, which nearly every client takes, against itself with claim= (a bank's name, percent-encoded)
#   rest:    the same on the way that takes every parameter
#   kept:    numbers that were reported and are asked for again and again, so that answers are given as they were written
#   key:     a lookup with an API key of the scope lookup, which has a quota of its own, against an anonymous one
#   conduct: numbers of which three people told facts of conduct, against numbers that three people reported without any
#   NUMBERS (1000000) in the store, MARKED (300) numbers reported, ROUNDS (5) of LENGTH (5) seconds, OUT (loadtest/results/claims.txt)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk; need jq jq; need curl curl
numbers=${NUMBERS:-1000000}; marked=${MARKED:-300}; rounds=${ROUNDS:-5}; length=${LENGTH:-5}; jvm=${JVM:--Xmx1g}
out=${OUT:-$root/loadtest/results/claims.txt}; mkdir -p "$(dirname "$out")"

use_store h2 "$numbers"
# Reports are added, so that a copy is worked on.
mkdir "$work/store"; cp -r "$data_dir/." "$work/store"; data_dir=$work/store; samples=$work/store/samples
start_service $jvm

# reports PREFIX CONDUCT: three people, each with a key, report MARKED numbers
reports() {
  local i person
  for person in "${keys[@]}"; do
    for ((i = 0; i < marked; i++)); do
      printf 'url = %s/v1/reports\nheader = "X-Api-Key: %s"\nheader = "Content-Type: application/json"\ndata = "%s"\noutput = /dev/null\nfail\nnext\n' "$base" "$person" \
        "{\\\"number\\\":\\\"$1$(printf %05d "$i")\\\",\\\"category\\\":\\\"threat\\\",\\\"reporter\\\":\\\"p\\\",\\\"conduct\\\":[$2]}"
    done
  done | sed '$d' >"$work/reports"
  curl -sS -K "$work/reports"
  for ((i = 0; i < marked; i++)); do printf '+%s%05d\n' "$1" "$i"; done >"$samples/$3.txt"
}
keys=()
for i in 1 2 3; do
  keys+=("$(curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: application/json' -d '{"name":"claims","scopes":["report"]}' "$base/v1/keys" | jq -r .key)")
done
reports 86171600 '\"threatened\",\"outside_hours\"' told
reports 86171700 '' untold
curl -fsS "$base/v1/numbers/+8617160000001" | jq -e '.conduct.people == 3' >/dev/null || { echo "conduct is not shown" >&2; exit 1; }
curl -fsS "$base/v1/numbers/+8617170000001" | jq -e '.conduct == null and .reports.negative == 3' >/dev/null || { echo "reports are not there" >&2; exit 1; }

long=$'Accept: application/json, */*;q=0.1\r\n'
claim='?claim=%E5%B7%A5%E5%95%86%E9%93%B6%E8%A1%8C'
plain() { ask alone "$1" "$2"; }
rest() { HEADER=$long ask alone "$1" "$2"; }
claimed() { QUERY=$claim ask alone "$1" "$2"; }
claimed-rest() { HEADER=$long QUERY=$claim ask alone "$1" "$2"; }
caller=$(curl -fsS -H "X-Api-Key: $key" -H 'Content-Type: application/json' -d '{"name":"asks","scopes":["lookup"],"lookupsPerMinute":100000000}' "$base/v1/keys" | jq -r .key)
keyed() { HEADER="X-Api-Key: $caller"$'\r\n' ask alone "$1" "$2"; }
kept() { ask told "$1" "$2"; }
kept-claimed() { QUERY=$claim ask told "$1" "$2"; }
told() { ask told "$1" "$2"; }
untold() { ask untold "$1" "$2"; }

# compare NAME BASE OTHER: paired rounds
compare() {
  local round
  for round in 1 2; do "$2" "$length" 99 >/dev/null; "$3" "$length" 99 >/dev/null; done
  for round in $(seq "$rounds"); do echo "$("$2" "$length" "$round") $("$3" "$length" "$round")"; done | tee "$work/rounds" >&2
  local col; col() { awk "{print $1}" "$work/rounds" | median; }
  printf '%-8s %-8s %7.2f us CPU, %-12s %7.2f us CPU, ratio %.3f (%.3f to %.3f); %d and %d bytes; errors %d\n' "$1" "$2" "$(col '$7')" "$3" "$(col '$14')" "$(col '$14/$7')" \
    "$(awk '{print $14/$7}' "$work/rounds" | sort -n | head -n 1)" "$(awk '{print $14/$7}' "$work/rounds" | sort -n | tail -n 1)" "$(col '$5')" "$(col '$12')" "$(awk '{sum += $4 + $11} END {print sum}' "$work/rounds")"
}
{
  echo "loadtest/claims.sh; $(machine); commit $(commit), $(date -u +%FT%RZ); $numbers numbers, $rounds rounds of $length s each, wrk -t1 -c64; aim: ratio below 1.10"
  for row in ${@:-plain rest kept conduct key}; do
    case $row in
      plain) compare plain plain claimed ;;
      rest) compare rest rest claimed-rest ;;
      kept) compare kept kept kept-claimed ;;
      conduct) compare conduct untold told ;;
      key) compare key plain keyed ;;
      *) echo "no such row: $row" >&2; exit 2 ;;
    esac
  done
} | tee "$out"
