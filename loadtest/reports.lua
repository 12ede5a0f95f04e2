-- wrk script: every request is a new reporter's report on one of many numbers.
local n = 0
local run = os.getenv("RUN") or "0"
function request()
  n = n + 1
  local number = 17000000000 + (n * 7919 + 31) % 1000000
  local body = string.format('{"number":"%d","category":"fraud","reporter":"w%s-%d"}', number, run, n)
  return wrk.format("POST", "/v1/reports", {["Content-Type"] = "application/json", ["X-Api-Key"] = os.getenv("KEY")}, body)
end
function done(summary, latency)
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status + summary.errors.timeout))
end
