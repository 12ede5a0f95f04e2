#!/usr/bin/env bash
# How much two replicas grant together to a caller with one quota, with Redis and without.
# Usage: loadtest/quota.sh   (build first: ./mvnw -DskipTests package)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd); cd "$root"
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "build first: ./mvnw -DskipTests package" >&2; exit 1; }
[ -f target/classpath ] || ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath
{
  echo "loadtest/quota.sh on $(date -u +%F): $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)"
  java -cp "target/classes:target/test-classes:$(cat target/classpath)" org.zhenhao.faults.QuotaTrial 2>/dev/null
} | tee loadtest/results/quota.txt
