#!/usr/bin/env bash
# How soon a report that one replica acknowledged changes the verdict at another: three replicas, then two, on one PostgreSQL
# and one Redis. Usage: loadtest/freshness.sh [REPORTS]   (default 200; build first: ./mvnw -DskipTests package)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd); cd "$root"
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "build first: ./mvnw -DskipTests package" >&2; exit 1; }
[ -f target/classpath ] || ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath
{
  echo "loadtest/freshness.sh ${1:-200} on $(date -u +%F): $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)"
  java -cp "target/classes:target/test-classes:$(cat target/classpath)" org.zhenhao.faults.FreshnessTable "${1:-200}" 2>/dev/null
} | tee loadtest/results/freshness.txt
