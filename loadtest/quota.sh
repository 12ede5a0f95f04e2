#!/usr/bin/env bash
# How much two replicas grant together to a caller with one quota, with Redis and without.
# Usage: loadtest/quota.sh [RATE…]   (default 50 200 500 a second to each replica; build first: ./mvnw -DskipTests package)
# A minute as it comes, five at most: each rate takes as long as 1,000 requests at that rate. What failed is in target/quota.log.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd); cd "$root"
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "build first: ./mvnw -DskipTests package" >&2; exit 1; }
[ -f target/classpath ] || ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath
{
  echo "loadtest/quota.sh on $(date -u +%F): $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)"
  timeout 300 java -cp "target/classes:target/test-classes:$(cat target/classpath)" org.zhenhao.faults.QuotaTrial "$@" 2>target/quota.log || { tail -n 20 target/quota.log >&2; exit 1; }
} | tee loadtest/results/quota.txt
