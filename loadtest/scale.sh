#!/usr/bin/env bash
# The service on stores of different sizes: start-up, memory, throughput and latency of lookups, size of the store. Two
# services run at once, one on the smallest store and one on a larger; rounds of the two in turn, so that both meet the same
# machine. Usage: loadtest/scale.sh [h2|postgresql]...   (build first: ./mvnw -DskipTests package)
#   SIZES ("1000000 10000000"), ROUNDS (5) of LENGTH (4) seconds after WARM (20) seconds of each, JVM (-Xmx200m and what the images say; above 10 million numbers the heap has room for two filters)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need wrk wrk; need jq jq; need curl curl
sizes=${SIZES:-1000000 10000000}; rounds=${ROUNDS:-5}; length=${LENGTH:-4}; warm=${WARM:-20}
out=${OUT:-$root/loadtest/results/scale.md}
parts=${PARTS:-$generated/scale}; mkdir -p "$parts" "$(dirname "$out")"
declare -A port_of pid_of samples_of postgres_of
asks="never known mix"
# Threads that share two of the C library's heaps leave less of them unused.
export MALLOC_ARENA_MAX=2
options() { echo "${JVM:--Xmx$((200 + ($1 > 10000000 ? ($1 / 10000000 - 1) * 32 : 0)))m -XX:TrimNativeHeapInterval=1000 $tenuring}"; }

on() { service_pid=${pid_of[$1]}; port=${port_of[$1]}; base=http://127.0.0.1:$port; samples=${samples_of[$1]}; }

everything_stops() {
  local n
  for n in "${!pid_of[@]}"; do service_pid=${pid_of[$n]}; stop_service; unset "pid_of[$n]"; done
  for n in "${!postgres_of[@]}"; do postgres_dir=${postgres_of[$n]}; postgres_kept=yes; stop_postgres; unset "postgres_of[$n]"; done
}
trap 'everything_stops; cleanup' EXIT

metric() { curl -fsS "$base/q/metrics" | awk -v m="$1" '!found && ($1 == m || index($1, m "{") == 1) {print $2; found = 1}'; }

# begin STORE NUMBERS: starts the service there and times it; seconds to the first answer and to the filter's completion
begin() {
  local store=$1 n=$2 from number
  use_store "$store" "$n"
  [ "$store" = postgresql ] && { postgres_of[$n]=$postgres_dir; }
  number=$(head -n 1 "$samples/known.txt")
  port=$(free_port); base=http://127.0.0.1:$port
  port_of[$n]=$port; samples_of[$n]=$samples
  from=$(date +%s%N)
  ZHENHAO_DATA_DIR=$data_dir ZHENHAO_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    "$java" $(options "$n") -jar "$root/target/quarkus-app/quarkus-run.jar" >"$work/service.$n.log" 2>&1 &
  pid_of[$n]=$!; service_pid=$!
  until curl -fs -o /dev/null "$base/v1/numbers/$number"; do
    kill -0 "$service_pid" 2>/dev/null || { cat "$work/service.$n.log" >&2; exit 1; }
    sleep 0.02
  done
  first=$(awk -v d=$(($(date +%s%N) - from)) 'BEGIN {printf "%.1f", d / 1e9}')
  complete=none
  if [ -n "$(metric zhenhao_filter_answers)" ]; then
    until [ "$(metric zhenhao_filter_answers)" = 1.0 ]; do sleep 0.1; done
    complete=$(awk -v d=$(($(date +%s%N) - from)) 'BEGIN {printf "%.1f", d / 1e9}')
  fi
}

bytes_of_store() {
  if [ "$1" = postgresql ]; then
    psql -h 127.0.0.1 -p "$(sed 's/.*:\([0-9]*\)\/.*/\1/' <<<"$ZHENHAO_STORE_URL")" -U postgres -Atc 'SELECT pg_database_size(current_database())'
  else stat -c %s "$data_dir/zhenhao.mv.db"; fi
}

# How many numbers of a known number's block of ten thousand were reported, on average: by the sample, which is a part of them all.
density() { awk -v n="$1" '{block[substr($0, 1, length($0) - 4)]++} END {for (b in block) s += block[b] * block[b]; printf "%d", s / NR * n / NR}' "$samples/known.txt"; }

compare() {
  local store=$1 small=$2 large=$3 n what round
  declare -A first_of complete_of bytes_at started
  for n in $small $large; do
    begin "$store" "$n"
    first_of[$n]=$first; complete_of[$n]=$complete; bytes_at[$n]=$(bytes_of_store "$store"); started[$n]=$(resident_mb)
    unset ZHENHAO_STORE_URL
  done
  for what in $asks; do : >"$work/$what"; done
  # Both at once: what is not compiled yet would be counted against the one that is slower to get there.
  for what in $asks; do
    on "$small"; ask "$what" "$warm" 99 >/dev/null & local other=$!
    on "$large"; ask "$what" "$warm" 99 >/dev/null
    wait "$other"
  done
  for round in $(seq "$rounds"); do
    for what in $asks; do
      on "$small"; local one; one=$(ask "$what" "$length" "$round")
      on "$large"; echo "$one $(ask "$what" "$length" "$round")" | tee -a "$work/$what" >&2
    done
  done
  for n in $small $large; do
    on "$n"
    local shift=0; [ "$n" = "$large" ] && shift=7
    local figures=()
    for what in $asks; do
      figures+=("$(awk -v s=$shift '{print $(1 + s)}' "$work/$what" | median) $(awk -v s=$shift '{print $(3 + s)}' "$work/$what" | median) $(awk -v s=$shift '{print $(7 + s)}' "$work/$what" | median) $(awk -v s=$shift '{print $(1 + s) / $1}' "$work/$what" | median) $(awk -v s=$shift '{print $(3 + s) / $3}' "$work/$what" | median) $(awk -v s=$shift '{sum += $(4 + s)} END {print sum}' "$work/$what")")
    done
    printf '%s\n' "${figures[@]}" | jq -nR --arg store "$store" --argjson numbers "$n" --argjson small "$small" --arg first "${first_of[$n]}" \
      --arg complete "${complete_of[$n]}" --argjson bytes "${bytes_at[$n]}" --argjson started "${started[$n]}" --argjson now "$(resident_mb)" --argjson peak "$(peak_mb)" \
      --arg filter "$(metric zhenhao_filter_size_bytes)" --arg heap "$(curl -fsS "$base/q/metrics" | awk '/^jvm_memory_used_bytes\{area="heap"/ {s += $2} END {printf "%d", s / 1048576}')" \
      --arg at "$(date -u +%FT%TZ)" --arg commit "$(commit)" --arg options "$(options "$n")" --arg asks "$asks" --argjson dense "$(density "$n")" \
      '$ARGS.named + {figures: [inputs | split(" ") | map(tonumber)]}' >"$parts/$store-$n.json"
    jq -c . "$parts/$store-$n.json"
  done
  everything_stops
}

report() {
  echo "# Growth"
  echo
  echo "Written by \`loadtest/scale.sh\`. $(machine). MALLOC_ARENA_MAX=2. The smallest store and a larger one are served at the same time by a service each and"
  echo "measured in turn: \`wrk -t1 -c64\`, $rounds rounds of $length s, medians; shares are medians of the rounds' ratios to the smallest store. Each size has its ratios from a run with the smallest beside it; of the smallest, the last run is shown."
  echo "Memory is what the system counts as resident (RSS), heap and all."
  echo
  echo "| store | numbers | reported in the block of a known number | first answer s | filter complete s | store MB | bytes a number | resident MB after start | after load | peak | filter MB | after load without the filter | JVM | commit, time |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
  each 'def r(x): . * x | round / x; "| \(.store) | \(.numbers) | \(.dense // "") | \(.first) | \(.complete) | \(.bytes / 1048576 | round) | \(.bytes / .numbers | round) | \(.started) | \(.now) | \(.peak) | \(if .filter == "" then "none" else .filter | tonumber / 1048576 | r(10) end) | \(.now - (if .filter == "" then 0 else .filter | tonumber / 1048576 end) | round) | `\(.options)` | \(.commit), \(.at[5:16]) |"'
  echo
  echo "| store | numbers | asked | requests/s | of the smallest store's | p99 ms | of the smallest store's | CPU us | errors |"
  echo "|---|---|---|---|---|---|---|---|---|"
  each '. as $s | [(.asks | split(" ")), .figures] | transpose[] | "| \($s.store) | \($s.numbers) | \(.[0]) | \(.[1][0] | round) | **\(.[1][3] * 100 | round / 100)** | \(.[1][1] * 100 | round / 100) | \(.[1][4] * 100 | round / 100) | \(.[1][2] * 10 | round / 10) | \(.[1][5]) |"'
  cat <<'TEXT'

What grows and why:
- **The store**, in proportion: a row has the tally that lookups read, the dossier that new reports are weighed by, the key, and the tree around them.
- **The filter**, in proportion: bits for each reported number and block, in every replica; and the time to fill it from the store after a start.
- **Blocks**: there are no more numbers to be had, so that ten times as many reported ones lie ten times as close. A lookup of a known number reads its block too, and a
  block that callers rent as a whole is what most known numbers are in: the table says with how many others.
- **Memory besides the filter** grows with the heap alone: the near cache (`zhenhao.near.max-weight`) and the answers kept take a share of it, and so does H2's own cache. Above 10 million
  numbers the heap is given room for a second filter, which is read while the first still answers; until then that room is filled with what is soon garbage. The C library gives
  back what the compilers no longer need every second (`-XX:TrimNativeHeapInterval`).
- **Starting** does not wait for the filter: until it is complete, lookups go to the caches and the store.
- **Lookups of known numbers that no cache has** read one leaf of a tree for the tally and one for the block. On a larger store fewer of these leaves are in
  the database's or the system's cache, and as blocks are longer, fewer of them are in the near cache, and more bytes are read for each that is not. Here these are
  asked for evenly, out of half a million; callers' targets ask as in the mix, where the same few come again and again.
TEXT
}

each() {
  local store n
  for store in h2 postgresql; do
    for n in 1000000 10000000 100000000; do
      if [ -f "$parts/$store-$n.json" ]; then jq -r "$1" "$parts/$store-$n.json"; fi
    done
  done
}

small=${sizes%% *}
for store in ${*:-h2 postgresql}; do
  for large in ${sizes#* }; do
    compare "$store" "$small" "$large"
    report >"$out"
  done
done
