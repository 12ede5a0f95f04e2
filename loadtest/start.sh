#!/usr/bin/env bash
# How long a fresh process takes to its first answered lookup, and its memory then: as it is, with a class-data archive
# (JDK 13 and later) and with an AOT cache (JDK 25). Usage: loadtest/start.sh [JAVA_HOME...]   (build first: ./mvnw -DskipTests package)
#   ROUNDS (5), JVM (-Xmx512m). The system's file cache is warm, the store an H2 file that exists.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need curl curl
rounds=${ROUNDS:-5}; jvm=${JVM:--Xmx512m}
out=${OUT:-$root/loadtest/results/start.md}
app=$root/target/quarkus-app

# begin JAVA [options]: milliseconds from the start of the process to the first 200 of a lookup, and resident MB then
begin() {
  local from program=$1; shift
  port=$(free_port); base=http://127.0.0.1:$port
  from=$(date +%s%N)
  (cd "$app" && ZHENHAO_DATA_DIR=$work/data ZHENHAO_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    exec "$program" $jvm "$@" -jar quarkus-run.jar >"$work/service.log" 2>&1) &
  service_pid=$!
  until curl -fs -o /dev/null "$base/v1/numbers/17012345678"; do
    kill -0 "$service_pid" 2>/dev/null || { cat "$work/service.log" >&2; exit 1; }
    sleep 0.01
  done
  echo "$((($(date +%s%N) - from) / 1000000)) $(resident_mb)" >"$work/figures"
}

# row WHAT JAVA [options]
row() {
  local what=$1 program=$2; shift 2
  : >"$work/ms"; : >"$work/mb"
  for _ in $(seq "$rounds"); do
    begin "$program" "$@"; stop_service
    cut -d ' ' -f 1 "$work/figures" >>"$work/ms"; cut -d ' ' -f 2 "$work/figures" >>"$work/mb"
  done
  echo "| $("$program" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p') | $what | $(median <"$work/ms") ($(sort -n "$work/ms" | sed -n '1p;$p' | paste -sd- | sed 's/-/ to /')) | $(median <"$work/mb") | \`java $jvm $* -jar quarkus-run.jar\` |" | sed "s|$work/||g" | tee -a "$work/rows"
}

# Makes an archive by a run that answers some lookups and ends by itself at SIGTERM.
train() {
  begin "$@"
  for digits in 95588 13800138000 02155551234 4008123123 12125550100; do curl -fs -o /dev/null "$base/v1/numbers/$digits"; done
  stop_service
}

homes=$*
if [ -z "$homes" ]; then
  for v in 17 25; do homes+=" $(ls -d /usr/lib/jvm/*-$v-* 2>/dev/null | while read -r d; do [ -x "$d/bin/java" ] && readlink -f "$d"; done | head -n 1)"; done
fi
: >"$work/rows"
for home in $homes; do
  program=$home/bin/java
  version=$("$program" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
  begin "$program"; stop_service # makes the store
  row "as it is" "$program"
  rm -f "$work"/app.*
  train "$program" -XX:ArchiveClassesAtExit="$work/app.jsa"
  row "class-data archive ($(($(stat -c %s "$work/app.jsa") >> 20)) MB)" "$program" -XX:SharedArchiveFile="$work/app.jsa"
  if [ "$version" -ge 25 ]; then
    train "$program" -XX:AOTCacheOutput="$work/app.aot"
    row "AOT cache ($(($(stat -c %s "$work/app.aot") >> 20)) MB)" "$program" -XX:AOTCache="$work/app.aot"
  fi
done
{
  echo "# Start"
  echo
  echo "Written by \`loadtest/start.sh\`, $(date -u +%F), commit $(commit). $(machine | sed 's/, [^,]*$//'). Medians of $rounds starts, lowest to highest in brackets."
  echo "Time runs from the process's start to the first lookup answered with 200; memory is resident then."
  echo "An archive is made once: the first option of the second line for each, in a run that answers a few lookups and is ended by SIGTERM; see the README."
  echo
  echo "| JDK | what | ms to the first answer | resident MB | command |"
  echo "|---|---|---|---|---|"
  cat "$work/rows"
  [[ $(cat "$work/rows") == *"| 25"* ]] || echo "
No JDK 25 was found in /usr/lib/jvm; give its directory as an argument."
} >"$out"
