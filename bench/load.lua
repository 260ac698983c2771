-- Says in JSON what a run of wrk came to; times are in microseconds. With two arguments, a path's beginning and a
-- number, it asks for that many paths in turn, each numbered, instead of the one address that wrk was given.

function init(arguments)
  math.randomseed(os.time())
  local beginning, number = arguments[1], tonumber(arguments[2])
  if number then
    local at = math.random(number)
    request = function()
      at = at % number + 1
      return wrk.format("GET", beginning .. at)
    end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    '{"answers": %d, "duration": %d, "p99": %d, "refused": %d, "broken": %d}',
    summary.requests, summary.duration, latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
