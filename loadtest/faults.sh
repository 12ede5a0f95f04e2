#!/usr/bin/env bash
# Real servers fail under a steady load of lookups and reports; every answer is compared with the truth.
# Usage: loadtest/faults.sh [FAULT…]   (build first: ./mvnw -DskipTests package)
# Without names all faults are tried, a minute for every five of them; names are those of org.zhenhao.faults.Fault. Rows of earlier runs
# are kept in target/faults, so that a long table can be measured in parts; results/faults.md holds all there are.
# LASTS milliseconds a fault lasts (default 5000), RATE requests a second (default 200).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd); cd "$root"
lasts=${LASTS:-5000}; rate=${RATE:-200}
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "build first: ./mvnw -DskipTests package" >&2; exit 1; }
[ -f target/classpath ] || ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath
mkdir -p target/faults
java -cp "target/classes:target/test-classes:$(cat target/classpath)" org.zhenhao.faults.FaultTable target/faults "$lasts" "$rate" "$@"
{
  echo "# Faults"
  echo "Made by \`loadtest/faults.sh\` on $(date -u +%F): $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(java -version 2>&1 | sed -n 1p)."
  echo "The service (512 MB), Redis 6.2, PostgreSQL 17, the wires between them and the load share the machine. Each fault lasts $lasts ms under $rate"
  echo "requests a second: 60 % about 1,500 reported numbers, 20 % about numbers that are reported meanwhile, 16 % about strangers, 4 % reports. The near"
  echo "cache answers for half a second only, so that most lookups have to ask further. Times are of lookups, from when each was due."
  echo "\"Normal after\" is the time from the fault's end until Redis is asked, the store answers and no answer is stale."
  echo
  cat target/faults/head
  for name in $(cat target/faults/order); do [ -f "target/faults/$name.row" ] && cat "target/faults/$name.row"; done
} > loadtest/results/faults.md
cat loadtest/results/faults.md
