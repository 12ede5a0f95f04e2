#!/usr/bin/env bash
# Cost of the model: nanoseconds per score and per report update (JMH), and bytes per number, reporter and page.
# Usage: loadtest/cost.sh   (build first: ./mvnw test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath)
#   OUT (loadtest/results/cost.txt), JMH (options of JMH: -f 1 -wi 3 -i 5)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${OUT:-$root/loadtest/results/cost.txt}
classes=${CLASSES:-$root/target/classes:$root/target/test-classes:$(cat "$root/target/classpath")}
options=${JMH:--f 1 -wi 3 -i 5}
mkdir -p "$(dirname "$out")"
{
  echo "made by: loadtest/cost.sh"
  echo "at: $(date -u +%FT%TZ), commit $(git -C "$root" rev-parse --short HEAD)"
  echo "machine: $(nproc) cores, $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo), load $(cut -d' ' -f1 /proc/loadavg) at the start"
  java -version 2>&1 | head -1
  echo "JMH options: $options"
  echo
  # shellcheck disable=SC2086
  java -cp "$classes" org.openjdk.jmh.Main $options -tu ns 'ScorerBenchmark|BenchBenchmark' | grep -A40 '^Benchmark '
  echo
  java -cp "$classes" org.zhenhao.score.Sizes
} | tee "$out"
