#!/usr/bin/env bash
# Each path of a lookup against GET /bench/noop, which answers as many bytes: requests a second and CPU time of the service
# for each request. wrk -t1 -c64, rounds of the floor and the path in turn, medians of the rounds' ratios.
# Usage: loadtest/ratios.sh [PATH...]   (build first: ./mvnw -DskipTests package)
#   PATH: never neighbours near redis h2 postgresql mix-alone mix mix-postgresql latency; none: all of them
#   NUMBERS (1000000) in the store, ROUNDS (5) of LENGTH (5) seconds, JVM (-Xmx1g), OUT (loadtest/results/ratios.md)
# Figures of paths measured earlier stay in the table until they are measured again.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk; need jq jq; need curl curl
numbers=${NUMBERS:-1000000}; rounds=${ROUNDS:-5}; length=${LENGTH:-5}; jvm=${JVM:--Xmx1g}
out=${OUT:-$root/loadtest/results/ratios.md}
parts=$generated/ratios; mkdir -p "$parts" "$(dirname "$out")"

# mean_size FILE COUNT: bytes of a mean body of the first COUNT numbers of a file of samples, none of them refused
mean_size() {
  head -n "$2" "$samples/$1.txt" | sed "s|.*|url = $base/v1/numbers/&|" >"$work/urls"
  curl -fsS -K "$work/urls" -w '\n%{size_download}\n' | awk '/^[0-9]+$/ {sum += $1; n++} END {printf "%d", sum / n}'
}

# check FILE known|never: the answers are what they should be, so that nothing but the right thing is measured
check() {
  head -n 50 "$samples/$1.txt" | sed "s|.*|url = $base/v1/numbers/&|" >"$work/urls"
  curl -fsS -K "$work/urls" -w '\n' | jq -se --arg w "$2" \
    'length == 50 and all(.[]; (.reports.negative + .reports.positive > 0) == ($w == "known"))' >/dev/null ||
    { echo "lookups of $1 do not answer what was generated" >&2; exit 1; }
}

# tiers: how many lookups each tier has answered so far
tiers() { curl -fsS "$base/q/metrics" | sed -n 's/^zhenhao_lookups_total{.*tier="\([a-z_]*\)".*} \(.*\)/\1 \2/p' | awk '{n[$1] += $2} END {for (t in n) print t, n[t]}'; }

# sizes: which answer the floor has to be as long as
sizes() {
  start_service $jvm
  check known known; check never never
  known_size=$(mean_size known 400); never_size=$(mean_size alone 400); neighbours_size=$(mean_size neighbours 400)
  stop_service
}

# settled: returns when the filter answers, if this release has one
settled() {
  local answers
  for _ in $(seq 600); do
    answers=$(curl -fsS "$base/q/metrics" | sed -n 's/^zhenhao_filter_answers.* //p')
    [ "$answers" = 0.0 ] || return 0
    sleep 0.1
  done
  echo "the filter does not answer" >&2; exit 1
}

# measure NAME ASK BYTES STORE [JVM options]: paired rounds
measure() {
  local name=$1 what=$2 size=$3 store=$4 warm; shift 4
  # A database in the same process has much for the compiler to do, and blocks that callers ask about come near by and by.
  case $name in never | near) warm=30 ;; *) warm=60 ;; esac
  start_service $jvm -Dzhenhao.bench.enabled=true -Dzhenhao.bench.bytes="$size" "$@"
  settled
  export LIKE=$what
  for _ in 1 2; do ask "$what" $((warm * 2 / 5)) 99 >/dev/null; ask noop $((warm / 10)) >/dev/null; done
  : >"$work/rounds"; tiers | sort >"$work/before"
  for round in $(seq "$rounds"); do
    echo "$(ask noop "$length") $(ask "$what" "$length" "$round")" | tee -a "$work/rounds" >&2
  done
  tiers | sort | join - "$work/before" | awk '{d[$1] = $2 - $3; sum += d[$1]} END {for (t in d) if (d[t] > sum / 1000) printf "%s %.1f %%, ", t, 100 * d[t] / sum}' >"$work/tiers"
  col() { awk "{print $1}" "$work/rounds" | median; }
  jq -n --arg name "$name" --arg store "$store" --arg tiers "$(sed 's/, $//' "$work/tiers")" --arg at "$(date -u +%FT%TZ)" \
    --arg commit "$(commit)" --arg options "$jvm $*" --argjson bytes "[$(col '$5'), $(col '$12')]" \
    --argjson floor "$(col '$1')" --argjson rate "$(col '$8')" --argjson share "$(col '$8/$1')" \
    --argjson low "$(awk '{print $8/$1}' "$work/rounds" | sort -n | head -n 1)" --argjson high "$(awk '{print $8/$1}' "$work/rounds" | sort -n | tail -n 1)" \
    --argjson cpu "$(col '$14/$7')" --argjson micros "[$(col '$7'), $(col '$14')]" \
    --argjson errors "$(awk '{sum += $4 + $11} END {print sum}' "$work/rounds")" '$ARGS.named' >"$parts/$name.json"
  jq -c . "$parts/$name.json"
  stop_service
}

# latency: p99 of the mix and of the floor at half the floor's highest rate, fixed, by a client that counts from when a
# request was due
latency() {
  start_service $jvm -Dzhenhao.bench.enabled=true -Dzhenhao.bench.bytes="$never_size"
  settled
  for _ in 1 2; do ask mix 10 99 >/dev/null; ask noop 5 >/dev/null; done
  local rate; rate=$(for i in 1 2 3; do ask noop 4 | cut -d ' ' -f 1; done | median | awk '{print int($1 / 2)}')
  : >"$work/rounds"
  for round in $(seq "$rounds"); do
    local line="" what seed=$((10 * round))
    # Other numbers each time: those that are cold are to be cold.
    for what in noop:mix-alone mix-alone mix; do line+="$(open_loop $what "$rate" 6 $((++seed))) "; done
    echo "$line" | tee -a "$work/rounds" >&2
  done
  col() { awk "{print $1}" "$work/rounds" | median; }
  jq -n --arg at "$(date -u +%FT%TZ)" --arg commit "$(commit)" --arg options "$jvm" --argjson rate "$rate" \
    --argjson noop "[$(col '$4'), $(col '$6'), $(col '$7')]" --argjson alone "[$(col '$12'), $(col '$14'), $(col '$15')]" \
    --argjson mix "[$(col '$20'), $(col '$22'), $(col '$23')]" --argjson aloneratio "$(col '$14/$6')" \
    --argjson ratio "$(col '$22/$6')" --argjson errors "$(awk '{sum += $2 + $10 + $18} END {print sum}' "$work/rounds")" \
    '$ARGS.named' >"$parts/latency.json"
  jq -c . "$parts/latency.json"
  stop_service
}

report() {
  echo "# Lookups against the floor"
  echo
  echo "Written by \`loadtest/ratios.sh\`. $(machine). Load generator on the same cores: \`wrk -t1 -c64 -s loadtest/ask.lua\`, $rounds rounds"
  echo "of $length s each of floor and path in turn, after a warm-up of 30 s (60 s where a store or Redis is asked); medians of the rounds' ratios. Floor and path are asked with the same numbers. CPU is the service's, from \`/proc\`."
  echo "The store holds $numbers generated numbers. Bytes are of a whole response, floor and path."
  echo
  echo "| path | requests/s, share of the floor (lowest to highest round) | aim | CPU against the floor | aim | requests/s | floor's | CPU us, floor's | bytes | errors | answered by | commit, time |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
  local name text
  while IFS='|' read -r name text aim cpu; do
    [ -f "$parts/$name.json" ] || continue
    jq -r --arg text "$text" --arg aim "$aim" --arg cpuaim "$cpu" 'def r2: . * 100 | round / 100;
      "| \($text) | **\(.share | r2)** (\(.low | r2) to \(.high | r2)) | \($aim) | **\(.cpu | r2)** | \($cpuaim) | \(.rate | round) | \(.floor | round) | \(.micros[1] | r2), \(.micros[0] | r2) | \(.bytes[0]), \(.bytes[1]) | \(.errors) | \(.tiers) | \(.commit), \(.at[5:16]) |"' "$parts/$name.json"
  done <<'ROWS'
never|never-reported number, no reports in its block: the filter answers|>= 0.92|<= 1.15
neighbours|never-reported number with reported neighbours, whose block is read||
near|known number, near cache|>= 0.90|<= 1.25
redis|known number, Redis (no near cache)|>= 0.65|<= 1.6
h2|known number, H2 file (no caches)|>= 0.50|<= 3.2
postgresql|known number, PostgreSQL (no caches)|>= 0.25|<= 5
mix-alone|dialer mix, H2 file, blocks of the never reported without reports|>= 0.88|<= 1.25
mix|dialer mix, H2 file, one in five of the never reported has reported neighbours|>= 0.88|<= 1.25
mix-postgresql|the same, PostgreSQL and Redis|>= 0.88|<= 1.25
ROWS
  echo
  if [ -f "$parts/latency.json" ]; then
    echo "## Dialer mix at half the floor's highest rate"
    echo
    echo "Fixed rate, open loop, 64 connections, a request's time counted from when it was due (\`org.zhenhao.loadtest.OpenLoop\`); medians of $rounds rounds of 6 s in turn, of which the first fifth and a rehearsal of 6 s are not counted. Floor and path are asked with the same numbers."
    echo
    echo "| asked | rate | p50, p99, p99.9 us | noop p50, p99, p99.9 us | p99 against the noop's, aim < 3 | errors | commit, time |"
    echo "|---|---|---|---|---|---|---|"
    jq -r '. as $all | def s: map(tostring) | join(", ");
      ["mix, blocks of the never reported without reports", .alone, .aloneratio], ["mix", .mix, .ratio]
      | "| \(.[0]) | \($all.rate) | \(.[1] | s) | \($all.noop | s) | **\(.[2] * 100 | round / 100)** | \($all.errors) | \($all.commit), \($all.at[5:16]) |"' "$parts/latency.json"
  fi
}

near_off=-Dzhenhao.near.max-weight=0
paths=${*:-never neighbours near redis h2 postgresql mix-alone mix mix-postgresql latency}
use_store h2 "$numbers"; sizes
mix_size=$(((9 * never_size + known_size) / 10))
for path in $paths; do
  case $path in
    never) measure never alone "$never_size" h2 ;;
    neighbours) measure neighbours neighbours "$neighbours_size" h2 ;;
    near) FIRST=1000 measure near known "$known_size" h2 ;;
    redis) start_redis; FIRST=10000 measure redis known "$known_size" h2 $near_off; stop_redis ;;
    h2) measure h2 known "$known_size" h2 $near_off ;;
    mix | mix-alone) measure $path $path "$mix_size" h2 ;;
    latency) latency ;;
    postgresql | mix-postgresql)
      use_store postgresql "$numbers"
      if [ $path = postgresql ]; then measure postgresql known "$known_size" postgresql $near_off
      else start_redis; measure mix-postgresql mix "$mix_size" postgresql; stop_redis; fi
      stop_postgres; use_store h2 "$numbers" ;;
    *) echo "no path $path" >&2; exit 2 ;;
  esac
  report >"$out"
done
