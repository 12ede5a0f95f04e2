#!/usr/bin/env bash
# What dialers cost: bytes on the wire for /v1/cid, Kamailio calls per second with and without the lookup, and the private lookup's answers.
# Needs the packaged service (./mvnw -DskipTests package), kamailio, sipp, curl; writes loadtest/results/dialers.md. About two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
out=loadtest/results/dialers.md
work=$(mktemp -d); pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; sleep 1; rm -rf "$work"' EXIT
port=18390; proxy=18391; callee=18392; bare=18393
ZHENHAO_DATA_DIR=$work/data ZHENHAO_DEMO=true ZHENHAO_ADMIN_KEY=dialers-admin-key-0001 QUARKUS_HTTP_PORT=$port ZHENHAO_QUOTA_ANONYMOUS_LOOKUPS=none \
  QUARKUS_MANAGEMENT_ENABLED=false ZHENHAO_DIALER_REDRESS=https://example.org/redress java -Xmx512m -jar target/quarkus-app/quarkus-run.jar >"$work/service.log" 2>&1 &
pids+=($!)
for _ in $(seq 120); do curl -fs "http://127.0.0.1:$port/v1/cid/95588" >/dev/null 2>&1 && break; sleep 1; done
url=http://127.0.0.1:$port
bytes() { # URL and options: bytes of headers and of the body
  curl -s -o "$work/body" -D "$work/head" "$@"; echo "$(wc -c <"$work/head") $(wc -c <"$work/body")"
}
{
  echo "# What dialers cost"
  echo
  echo "$(date -u +%FT%TZ), $(nproc) cores $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(java -version 2>&1 | head -1), $(kamailio -v | head -1 | cut -d' ' -f1-3), $(sipp -v 2>&1 | grep -m1 -o 'SIPp v[0-9.]*'); loadtest/dialers.sh, service and clients on one machine"
  echo
  echo "## Bytes on the wire"
  echo "| answer | headers | body |"
  echo "|---|---|---|"
  for f in text kv json xml; do
    for n in +13152328257 13800138000; do read -r h b < <(bytes "$url/v1/cid/$n?format=$f"); echo "| /v1/cid/$n format=$f | $h | $b |"; done
  done
  for n in +13152328257 13800138000; do read -r h b < <(bytes "$url/v1/numbers/$n"); echo "| /v1/numbers/$n | $h | $b |"; done
  read -r h b < <(bytes -H 'Accept: application/reputon+json' "$url/v1/numbers/+13152328257"); echo "| the same as a reputon | $h | $b |"
  for p in 12ab 12abc; do read -r h b < <(bytes "$url/v1/ranges/$p"); echo "| /v1/ranges/$p | $h | $b |"; done
  echo
  echo "## The private lookup's headers"
  echo '```'
  curl -s -D - -o /dev/null "$url/v1/ranges/12ab" | tr -d '\r'
  echo '```'
  sizes=$(for i in $(seq 0 255); do printf '%s/v1/ranges/%02x00\n' "$url" "$i"; done | xargs -n 16 curl -s -w '%{size_download}\n' $(for i in $(seq 16); do echo -o /dev/null; done) | sort -n | uniq -c | awk '{printf "%s answers of %s bytes; ", $1, $2}')
  echo "256 prefixes of four digits: $sizes"
  echo
  echo "## Kamailio"
} >"$out.new"

mkdir -p "$work/a" "$work/b"
config=src/docs/integrations/kamailio.cfg
sed -e "s/127.0.0.1:8080/127.0.0.1:$port/; s/127.0.0.1:5060/127.0.0.1:$proxy/; s/127.0.0.1:5090/127.0.0.1:$callee/; s/^debug=.*/debug=0/" $config >"$work/a/k.cfg"
# Without the lookup: the same proxy, every INVITE relayed at once.
sed -e "s/127.0.0.1:5060/127.0.0.1:$bare/; s/127.0.0.1:5090/127.0.0.1:$callee/; s/^debug=.*/debug=0/; s/async_task_route(\"SCREEN\");/route(RELAY);/" $config >"$work/b/k.cfg"
sipp -sf src/test/resources/clients/uas.xml -i 127.0.0.1 -p $callee -nostdin >"$work/uas.log" 2>&1 & pids+=($!)
for d in a b; do (cd "$work/$d" && exec kamailio -DD -E -f k.cfg -P pid -Y . -m 64 -M 8 >log 2>&1) & pids+=($!); done
sleep 3
{ echo SEQUENTIAL; echo '+13152328257;'; for i in $(seq 10 28); do echo "+86138001380$i;"; done; } >"$work/callers.csv"
run() { # name, proxy's port, calls a second
  local calls=$(($3 * 10)) began ended log="$work/sipp.log"
  began=$(date +%s.%N)
  (cd "$work" && timeout 40 sipp -sf "$root/src/test/resources/clients/uac.xml" -inf callers.csv -i 127.0.0.1 -p $((18400 + RANDOM % 500)) -m "$calls" -l 4000 -r "$3" -nostdin -timeout 30s 127.0.0.1:"$2" >"$log" 2>&1) || true
  ended=$(date +%s.%N)
  local good bad resent
  good=$(grep 'Successful call' "$log" | tail -1 | awk -F'|' '{gsub(/ /,"",$3); print $3}')
  bad=$(grep 'Failed call' "$log" | tail -1 | awk -F'|' '{gsub(/ /,"",$3); print $3}')
  resent=$(grep 'Retransmissions' "$log" | tail -1 | awk -F'|' '{gsub(/ /,"",$3); print $3}')
  echo "| $1 | $3 | ${good:-?} of $calls | ${bad:-?} | $(awk -v g="${good:-0}" -v b="$began" -v e="$ended" 'BEGIN { printf "%.0f", g / (e - b) }') |"
}
{
  echo "Ten seconds each, one caller of twenty rejected with 608; 8 async workers, 4 SIP workers."
  echo
  echo "| proxy | calls a second offered | went as they should | failed | done a second |"
  echo "|---|---|---|---|---|"
  run warm-up $proxy 100 >/dev/null
  for rate in 400 800; do
    run "with the lookup" $proxy $rate
    run "without" $bare $rate
  done
} >>"$out.new"
mv "$out.new" "$out"
cat "$out"
