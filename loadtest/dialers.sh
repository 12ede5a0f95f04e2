#!/usr/bin/env bash
# What dialers cost: bytes on the wire for /v1/cid, the private lookup's answers and their headers, and how many calls a second go
# through Kamailio with the lookup of src/docs/integrations/kamailio.cfg and without it (SIPp calls and is called).
# Usage: loadtest/dialers.sh   (build first: ./mvnw -DskipTests package; programs: .ci/clients installs kamailio and sipp)
#   RATES ("400 800 1200 1600") calls a second to offer, LENGTH (10) seconds each, ROUNDS (3), OUT (loadtest/results/dialers.md)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
PATH=$PATH:/usr/sbin
need curl curl; need kamailio "kamailio kamailio-utils-modules"; need sipp sip-tester
rates=${RATES:-400 800 1200 1600}; length=${LENGTH:-10}; rounds=${ROUNDS:-3}
out=${OUT:-$root/loadtest/results/dialers.md}
mkdir -p "$(dirname "$out")"
bad=+13152328257 unknown=13800138000
pids=()
stop_all() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait "${pids[@]}" 2>/dev/null || true; cleanup; }
trap stop_all EXIT

export ZHENHAO_DEMO=true ZHENHAO_DIALER_REDRESS=https://example.org/redress
start_service -Xmx512m
# The sample is in the store; it is published a second or two later.
hash=$(printf %s "$bad" | sha256sum)
for _ in $(seq 60); do
  curl -fs "$base/v1/ranges/${hash:0:4}" 2>/dev/null | grep -q "${hash:4:28}" && break
  sleep 1
done
curl -fs "$base/v1/ranges/${hash:0:4}" | grep -q "${hash:4:28}" || { echo "the sample was not published" >&2; exit 1; }

# sizes NAME [CURL OPTIONS] URL: a row with the bytes of the request, of the answer's headers and of its body
sizes() {
  local name=$1; shift
  curl -fs -o /dev/null -w "| $name | %{size_request} | %{size_header} | %{size_download} |\n" "$@"
}
{
  echo "# What dialers cost"
  echo
  echo "\`loadtest/dialers.sh\` on $(machine), $(kamailio -v | sed -n '1s/^version: \(kamailio [0-9.]*\).*/\1/p'), $(sipp -v 2>&1 | grep -m1 -o 'SIPp v[0-9.]*' || true), $(date -u +%F), commit $(commit). Service, proxy, caller and callee share the machine."
  echo
  echo "## Bytes on the wire"
  echo "HTTP/1.1 on a connection that is open already, curl's request, without what TCP and IP add (40 bytes a packet; each answer is one packet)."
  echo
  echo "| question | request | answer's headers | body |"
  echo "|---|---|---|---|"
  for format in text kv json xml; do
    sizes "/v1/cid/ format=$format, blocked" "$base/v1/cid/$bad?format=$format"
    sizes "/v1/cid/ format=$format, unknown" "$base/v1/cid/$unknown?format=$format"
  done
  sizes "/v1/cid/ with cnam=true, blocked" "$base/v1/cid/$bad?cnam=true"
  sizes "/v1/numbers/, blocked" "$base/v1/numbers/$bad"
  sizes "/v1/numbers/, unknown" "$base/v1/numbers/$unknown"
  sizes "/v1/numbers/, as a reputon" -H 'Accept: application/reputon+json' "$base/v1/numbers/$bad"
  sizes "/v1/ranges/ four digits" "$base/v1/ranges/${hash:0:4}"
  sizes "/v1/ranges/ five digits" "$base/v1/ranges/${hash:0:5}"
  echo
  echo "## The private lookup"
  echo "Headers of an answer, and of the answer to the same question with its \`ETag\`:"
  echo '```'
  curl -fs -D "$work/headers" -o /dev/null "$base/v1/ranges/${hash:0:4}"
  tr -d '\r' <"$work/headers"
  tag=$(tr -d '\r' <"$work/headers" | sed -n 's/^etag: //Ip')
  curl -fs -D - -o /dev/null -H "If-None-Match: $tag" "$base/v1/ranges/${hash:0:4}" | tr -d '\r'
  echo '```'
  for i in $(seq 0 255); do printf 'url = %s/v1/ranges/%02x00\noutput = /dev/null\n' "$base" "$i"; done >"$work/urls"
  echo "Answers to 256 prefixes of four digits: $(curl -fs -K "$work/urls" -w '%{size_download}\n' | sort -n | uniq -c |
    awk '{printf "%s%s of %s bytes", (NR > 1 ? ", " : ""), $1, $2}'); $(curl -fs -H "X-Api-Key: $key" "$base/v1/feed/changes?limit=10000" | wc -l) numbers are published. A million would be some 15 to a prefix (16 or 32 rows), ten million 153."
} >"$out.new"

# A proxy that asks, and the same one without the question.
callee=$(free_port); asking=$(free_port); bare=$(free_port); caller=$(free_port)
mkdir -p "$work/asking" "$work/bare"
sed -e "s/127.0.0.1:8080/127.0.0.1:$port/; s/127.0.0.1:5060/127.0.0.1:$asking/; s/127.0.0.1:5090/127.0.0.1:$callee/; s/^debug=.*/debug=0/" \
  "$root/src/docs/integrations/kamailio.cfg" >"$work/asking/k.cfg"
sed -e "s/127.0.0.1:5060/127.0.0.1:$bare/; s/127.0.0.1:5090/127.0.0.1:$callee/; s/^debug=.*/debug=0/; s/async_task_route(\"SCREEN\");/route(RELAY);/" \
  "$root/src/docs/integrations/kamailio.cfg" >"$work/bare/k.cfg"
grep -q 'route(RELAY);' "$work/bare/k.cfg" && ! grep -q 'async_task_route' "$work/bare/k.cfg"
scenarios=$root/src/test/resources/clients
(cd "$work" && exec sipp -sf "$scenarios/uas.xml" -i 127.0.0.1 -p "$callee" -nostdin >callee.log 2>&1) & pids+=($!)
declare -A proxies
for each in asking bare; do
  (cd "$work/$each" && exec kamailio -DD -E -f "$work/$each/k.cfg" -P "$work/$each/pid" -Y "$work/$each" -m 256 -M 8 >log 2>&1) &
  proxies[$each]=$!; pids+=($!)
done
# A proxy is ready when its workers are there: four for SIP, eight asynchronous ones, and a few of its own.
for each in asking bare; do
  for _ in $(seq 100); do [ "$(pgrep -c -P "${proxies[$each]}")" -ge 14 ] && break; sleep 0.2; done
  kill -0 "${proxies[$each]}" 2>/dev/null || { cat "$work/$each/log" >&2; exit 1; }
done
sleep 1
{ echo SEQUENTIAL; echo "$bad;"; for i in $(seq 10 28); do echo "+86138001380$i;"; done; } >"$work/callers.csv"

# CPU time of a proxy and its workers so far, in milliseconds
proxy_ms() { local main=${proxies[$1]}; for pid in "$main" $(pgrep -P "$main"); do cpu_ms "$pid"; done | awk '{sum += $1} END {printf "%d", sum}'; }

# calls WHICH PORT RATE SECONDS: prints calls that went as they should, calls made, retransmissions, seconds, CPU of proxy and service for each call (ms)
calls() {
  local count=$(($3 * $4)) log=$work/caller.log before_proxy before_service good resent elapsed
  before_proxy=$(proxy_ms "$1"); before_service=$(cpu_ms "$service_pid"); before_service=${before_service%.*}
  (cd "$work" && timeout $(($4 + 40)) sipp -sf "$scenarios/uac.xml" -inf callers.csv -i 127.0.0.1 -p "$caller" -m "$count" -l 8000 -r "$3" \
    -nostdin -timeout $(($4 + 30))s "127.0.0.1:$2" >"$log" 2>&1) || true
  good=$(awk -F'|' '/Successful call/ {gsub(/ /, "", $3); n = $3} END {print n + 0}' "$log")
  # The last screen's rows of what was sent: messages, then how often each was sent again.
  resent=$(awk '/(INVITE|BYE) -+>/ {n[$1] = $4} END {for (m in n) sum += n[m]; print sum + 0}' "$log")
  elapsed=$(awk '/Start Time +\|/ {b = $NF} /Current Time +\|/ {e = $NF} END {printf "%.3f", e - b}' "$log")
  local proxy=$(($(proxy_ms "$1") - before_proxy)) service; service=$(cpu_ms "$service_pid"); service=$((${service%.*} - before_service))
  awk -v g="$good" -v c="$count" -v r="$resent" -v e="$elapsed" -v p="$proxy" -v s="$service" 'BEGIN {print g, c, r, e, p / c, s / c}'
}

calls asking "$asking" 100 5 >/dev/null; calls asking "$asking" 400 5 >/dev/null; calls bare "$bare" 400 5 >/dev/null
for rate in $rates; do
  for _ in $(seq "$rounds"); do
    echo "asking $rate $(calls asking "$asking" "$rate" "$length")"
    echo "bare $rate $(calls bare "$bare" "$rate" "$length")"
  done
done >"$work/figures"
column_median() { awk -v w="$1" -v r="$2" -v f="$3" '$1 == w && $2 == r {print f == 0 ? ($6 > 0 ? $3 / $6 : 0) : $f}' "$work/figures" | median; }
{
  echo
  echo "## Kamailio, calls a second"
  echo "$rounds rounds of $length seconds for each rate, medians; one caller of twenty is rejected with 608, the others ring, are answered and hang up. The configuration of [kamailio.cfg](../../src/docs/integrations/kamailio.cfg): 4 SIP workers, 8 asynchronous ones."
  echo
  echo "| proxy | calls a second offered | done a second | went as they should | sent again | CPU of the proxy, ms a call | CPU of the service, ms a call |"
  echo "|---|---|---|---|---|---|---|"
  for rate in $rates; do
    for each in asking bare; do
      name=$([ "$each" = asking ] && echo "with the lookup" || echo "without")
      echo "| $name | $rate | $(printf %.0f "$(column_median $each "$rate" 0)") | $(column_median $each "$rate" 3) of $((rate * length)) | $(column_median $each "$rate" 5) | $(printf %.2f "$(column_median $each "$rate" 7)") | $([ "$each" = asking ] && printf %.2f "$(column_median $each "$rate" 8)" || echo -) |"
    done
  done
} >>"$out.new"
mv "$out.new" "$out"
cat "$out"
