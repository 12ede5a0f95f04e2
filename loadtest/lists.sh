#!/usr/bin/env bash
# Bytes of lists for devices and of a day's delta, against raw, gzip and Bloom filters, and the time to build and read them.
# Usage: loadtest/lists.sh COMPLAINTS.csv.gz   (build first: ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
file=$1
{
  echo "# Lists for devices"
  echo "\`loadtest/lists.sh $(basename "$file")\` on $(machine), $(date -u +%F)."
  echo
  java -Xmx2g -cp "$root/target/classes:$root/target/test-classes:$(cat "$root/target/classpath")" org.zhenhao.feed.ListFigures "$file"
  echo
  echo "A list holds number, category, score and level, is exact and signed; *raw* is 8 bytes for the number and 2 for category and score, *varint deltas gzip* distances"
  echo "as varints and 2 bytes for category and score, all through gzip -6. A Bloom filter holds numbers only. ¹ One wrong number is to be expected among 7·10^9 then: that is as near"
  echo "as a filter comes to a list without errors. A day's delta: of the FTC's numbers what the last day of the file changed, of the made-up ones 1 % gone, 1 % new, 0.5 % otherwise marked."
} | tee "$root/loadtest/results/lists.md"
