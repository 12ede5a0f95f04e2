-- wrk script: asks for numbers from the samples that the generator wrote. ASK is noop, noop-raw, mix (90 % never reported, 8 % known
-- and hot by Zipf's law, 2 % known and cold) or the name of a file of samples; FIRST limits it to that file's first numbers;
-- QUERY follows each number, HEADER is one more line of the request's head with its end of line. LIKE makes noop be asked with the
-- numbers of another ASK behind a question mark, so that this program, which shares the processors, has the same work with both.
local ask, samples = os.getenv("ASK"), os.getenv("SAMPLES")
local noop = ask == "noop" or ask == "noop-raw"
local like = noop and os.getenv("LIKE") or ask
if like == "" then like = ask end
local first = tonumber(os.getenv("FIRST") or "0")
local tail = (os.getenv("QUERY") or "") .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n" .. (os.getenv("HEADER") or "") .. "\r\n"
local head = noop and "GET /bench/" .. ask .. "?" or "GET /v1/numbers/"
local hot = 1000
local mix = like == "mix" or like == "mix-alone"
local random = math.random
local known, never, zipf = {}, {}, {}

local function load(name, into)
  for line in io.lines(samples .. "/" .. name .. ".txt") do
    if first > 0 and #into >= first then return end
    into[#into + 1] = line
  end
end

function init()
  math.randomseed(tonumber(os.getenv("SEED") or "1"))
  if like == "noop" or like == "noop-raw" then
    known[1] = "0"
  elseif mix then
    load("known", known)
    load(like == "mix" and "never" or "alone", never)
    local sum = 0
    for rank = 1, hot do sum = sum + 1 / rank; zipf[rank] = sum end
  else
    load(like, known)
  end
end

local function rank()
  local u, low, high = random() * zipf[hot], 1, hot
  while low < high do
    local middle = math.floor((low + high) / 2)
    if zipf[middle] < u then low = middle + 1 else high = middle end
  end
  return low
end

function request()
  local number
  if mix then
    local u = random()
    number = u < 0.90 and never[random(#never)] or known[u < 0.98 and rank() or random(#known)]
  else
    number = known[random(#known)]
  end
  return head .. number .. tail
end

-- RESULT requests/s, p50 and p99 in ms, failed requests, bytes of a mean response with its head, requests
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %.0f %.3f %.3f %d %.0f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.status + e.timeout + e.read + e.write + e.connect,
    summary.bytes / summary.requests, summary.requests))
end
