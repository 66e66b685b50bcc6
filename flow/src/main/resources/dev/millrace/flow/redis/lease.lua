-- One lease of a shared limit. What each step means is told in LeaseLog.java, which the tests hold this to.
--
-- KEYS  1 the log: a sorted set of leases "instance:seq:permits", scored with the end of their life (µs)
--       2 what is known beside it: a hash with counters, and a field "i:<instance>" for each instance
-- ARGV  1 instance  2 permits  3 window  4 lead  5 life  6 want  7 demand  8 active  9 leaving (1 or 0)
--       10 how many leases are given back, for each its number, what was granted and what was spent of it;
--       then pairs of age and count: permits spent without the log's knowledge. Times in µs.
-- Gives granted, wait, used, instances, level, now, epoch, lease.
local log, side = KEYS[1], KEYS[2]
local instance = ARGV[1]
local permits, window, lead, life = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local want, demand, active = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local leaving = ARGV[9] == '1'
local KNOWN, CALLS_BETWEEN_RECOUNTS, INSTANCES_AT_ONCE = 5000000, 1024, 100

local function whole(number)
  return string.format('%.0f', number)
end

local function weight(member)
  return tonumber(string.match(member, ':(%d+)$'))
end

local state = redis.call('HMGET', side,
  'now', 'skew', 'epoch', 'used', 'seq', 'level', 'levelAt', 'live', 'i:' .. instance)

-- The server's clock, but never back: what it was set back by is added from then on.
local time = redis.call('TIME')
local clock = tonumber(time[1]) * 1000000 + tonumber(time[2])
local last = tonumber(state[1] or -1)
local skew = tonumber(state[2] or 0)
if clock + skew < last then
  skew = last - clock
end
local now = clock + skew
local epoch = tonumber(state[3] or now)
local used = tonumber(state[4] or 0)
local seq = tonumber(state[5] or 0) + 1
-- The number of the lease; what was spent has numbers after it. Two entries of one name would be one.
local lease = seq

local gone = now + lead - window
local expired = redis.call('ZRANGEBYSCORE', log, '-inf', whole(gone))
if #expired > 0 then
  for _, member in ipairs(expired) do
    used = used - weight(member)
  end
  redis.call('ZREMRANGEBYSCORE', log, '-inf', whole(gone))
end

if seq % CALLS_BETWEEN_RECOUNTS == 0 or not state[4] then
  used = 0
  for _, member in ipairs(redis.call('ZRANGE', log, 0, -1)) do
    used = used + weight(member)
  end
end

local function enter(score, number, count)
  redis.call('ZADD', log, whole(score), instance .. ':' .. whole(number) .. ':' .. whole(count))
  used = used + count
end

local spent = 11 + 3 * tonumber(ARGV[10])
for i = 11, spent - 1, 3 do
  local name = instance .. ':' .. ARGV[i] .. ':'
  local member = name .. ARGV[i + 1]
  local score = redis.call('ZSCORE', log, member)
  if score then
    redis.call('ZREM', log, member)
    if tonumber(ARGV[i + 2]) > 0 then
      redis.call('ZADD', log, score, name .. ARGV[i + 2])
    end
    used = used - tonumber(ARGV[i + 1]) + tonumber(ARGV[i + 2])
  end
end

for i = spent, #ARGV, 2 do
  local score = now - tonumber(ARGV[i])
  if score > gone then
    seq = seq + 1
    enter(score, seq, tonumber(ARGV[i + 1]))
  end
end

local level, levelAt, live = tonumber(state[6] or 0), tonumber(state[7] or 0), tonumber(state[8] or 0)
if leaving then
  redis.call('HDEL', side, 'i:' .. instance)
else
  redis.call('HSET', side, 'i:' .. instance,
    whole(now + math.max(KNOWN, active)) .. ' ' .. whole(now + active) .. ' ' .. whole(demand))
end
if not state[9] or leaving or now >= levelAt then
  local demands = {}
  live = 0
  local all = redis.call('HGETALL', side)
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == 'i:' then
      local known, busy, wish = string.match(all[i + 1], '^(%d+) (%d+) (%d+)$')
      if tonumber(known) <= now then
        redis.call('HDEL', side, all[i])
      else
        live = live + 1
        if tonumber(busy) > now then
          demands[#demands + 1] = tonumber(wish) * 1000
        end
      end
    end
  end
  table.sort(demands)
  local left = permits * 1000
  level = nil
  for i = 1, #demands do
    local share = math.floor(left / (#demands - i + 1))
    if demands[i] > share then
      level = share
      break
    end
    left = left - demands[i]
  end
  if not level then
    level = #demands == 0 and permits * 1000 or demands[#demands] + math.floor(left / #demands)
  end
  levelAt = now + lead * math.max(1, math.floor(live / INSTANCES_AT_ONCE))
end

local granted = math.max(0, math.min(want, permits - used))
if granted > 0 then
  enter(now + lead + life, lease, granted)
end
local wait = 0
if used >= permits then
  local first = redis.call('ZRANGE', log, 0, 0, 'WITHSCORES')
  if #first > 0 then
    wait = math.max(1, tonumber(first[2]) + window - lead - now)
  end
end

redis.call('HSET', side, 'now', whole(now), 'skew', whole(skew), 'epoch', whole(epoch), 'used', whole(used),
  'seq', whole(seq), 'level', whole(level), 'levelAt', whole(levelAt), 'live', whole(live))
-- The instances are remembered for longer than a short window's leases.
local keep = whole(math.ceil((2 * window + math.max(KNOWN, active)) / 1000))
redis.call('PEXPIRE', log, keep)
redis.call('PEXPIRE', side, keep)
return { granted, wait, used, live, level, now, epoch, lease }
