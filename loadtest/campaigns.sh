#!/usr/bin/env bash
# How long it takes to find the campaigns in half a million marks, the most that is looked at, and in how much memory. Each store
# is made up, each run is a process of its own with a heap of HEAP. Usage: loadtest/campaigns.sh   (build first: ./mvnw -DskipTests package)
#   MARKS (500000), HEAP (200m; H2 runs in the same process), STORES (h2 postgresql), OUT (loadtest/results/campaigns.txt)
set -euo pipefail
source "$(dirname "$0")/lib.sh"
marks=${MARKS:-500000}; heap=${HEAP:-200m}; stores=${STORES:-h2 postgresql}
out=${OUT:-$root/loadtest/results/campaigns.txt}; mkdir -p "$(dirname "$out")"

run() { "$java" "-Xmx$2" -XX:+UseSerialGC -cp "$(test_classes)" org.zhenhao.campaign.CampaignRun "$1" "$url" "$marks" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }; }
{
  echo "loadtest/campaigns.sh; $(machine); commit $(commit), $(date -u +%FT%RZ); aim: below 10 s and 200 MB"
  for store in $stores; do
    url=jdbc:h2:file:$work/campaigns
    if [ "$store" = postgresql ]; then start_postgres; url=$ZHENHAO_STORE_URL; fi
    run fill 512m >&2
    run run "$heap" | sed "s/^/$store, /"
    stop_postgres
  done
} | tee "$out"
