#!/usr/bin/env bash
# Searches each parser of foreign bytes for input that breaks it, with Jazzer, guided by coverage; then the API with hostile values.
# Usage: loadtest/fuzz.sh [TARGET…]   SECONDS_EACH (default 60), HTTP_SECONDS (default 60; 0: not the API)
# Corpora are kept in target/fuzz, findings too (crash-…); results/fuzz.txt holds the counts. Build first: ./mvnw -DskipTests test-compile
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd); cd "$root"
seconds=${SECONDS_EACH:-60}
[ -d target/test-classes ] || { echo "build first: ./mvnw test-compile" >&2; exit 1; }
[ -f target/classpath ] || ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath
class_path="target/test-classes:target/classes:$(cat target/classpath)"
# Coverage guides the search, so the libraries that read for the service are watched too; "cov" counts edges of these packages.
watched='org.zhenhao.**:com.fasterxml.jackson.core.**:de.siegmar.fastcsv.**:org.dhatim.fastexcel.reader.**:com.fasterxml.aalto.**:com.google.i18n.phonenumbers.**'
progress() { echo "$(date +%T) $*" >&2; }
mkdir -p target/fuzz
names=("$@")
[ "$#" -gt 0 ] || mapfile -t names < <(java -cp "$class_path" org.zhenhao.fuzz.JazzerEntry)
{
  echo "loadtest/fuzz.sh, $seconds s each, on $(date -u +%F): $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)"
  for name in "${names[@]}"; do
    corpus=target/fuzz/$name; log=target/fuzz/$name.log
    progress "$name"
    java -cp "$class_path" org.zhenhao.fuzz.JazzerEntry "$name" "$corpus"
    status=0
    timeout -k 10 $((seconds + 180)) java -Xmx1g -Dzhenhao.fuzz.target="$name" -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
      --target_class=org.zhenhao.fuzz.JazzerEntry --instrumentation_includes="$watched" --reproducer_path=target/fuzz \
      -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -print_final_stats=1 -artifact_prefix="target/fuzz/$name-" \
      "$corpus" >"$log" 2>&1 || status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 || true)
    if [ "$status" = 0 ]; then found="no finding"; else found="FINDING: $(grep -m 1 '== Java Exception\|== ERROR\|ERROR: libFuzzer' "$log" || echo "see $log")"; fi
    printf '%-26s %12s executions, %s, %s\n' "$name" "${runs:-?}" "${coverage:-cov: ?}" "$found"
  done
  if [ "${HTTP_SECONDS:-60}" != 0 ]; then
    rm -f target/fuzz/http.txt
    progress "the API"
    timeout -k 10 $((${HTTP_SECONDS:-60} + 600)) ./mvnw -q -o test -Dtest=OpenApiFuzzTest -Dzhenhao.http-fuzz-seconds="${HTTP_SECONDS:-60}" -Dzhenhao.http-fuzz-out=target/fuzz/http.txt \
      >target/fuzz/http.log 2>&1 || echo "the API: a finding, or it could not run: see target/fuzz/http.log"
    echo "the API, walked by its OpenAPI document with hostile values, answers by kind of value:"
    cat target/fuzz/http.txt || echo "none: see target/fuzz/http.log"
  fi
} | tee loadtest/results/fuzz.txt
