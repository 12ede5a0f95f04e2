#!/usr/bin/env bash
# The log of receipts at RECEIPTS (default 1,000,000) leaves on H2 in memory: appending, proofs and their size, checking the
# whole log, signatures. Usage: loadtest/receipts.sh   (build first: ./mvnw -DskipTests package)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cp=$root/target/test-classes:$root/target/classes:$(find "$root/target/quarkus-app/lib/main" -name '*.jar' | tr '\n' ':')
out=${OUT:-$root/loadtest/results/receipts.txt}; mkdir -p "$(dirname "$out")"
{
  echo "machine: $(machine); commit $(commit), $(date -u +%FT%RZ); loadtest/receipts.sh"
  "$java" -Xmx2g -cp "$cp" org.zhenhao.evidence.ReceiptLogBenchmark "${RECEIPTS:-1000000}"
} | tee "$out"
