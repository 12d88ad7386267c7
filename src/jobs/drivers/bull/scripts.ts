/**
 * What Bull's own scripts can't say in one step, on its keys and in its format: `KEYS[1]` is the queue's
 * prefix, below it lie `wait` (a list, taken from its right end), `delayed` (by time × 4096), `priority`
 * (of those that wait and have one, 1 first), `id` (a counter), one hash per job and `<job>:lock` while it
 * runs. Ours are `keys` (key → job) and a job's fields `rev` (which request its data is of), `again` (when
 * to run once more, asked for while it ran) and `held` (it waits out a failure).
 *
 * A key is let go of in the step that finds nothing was added since the run began. So an id is never added
 * that still exists, which Bull would ignore, and a change during a run always meets a job that will run.
 */
const COMMON = `
local base = KEYS[1]
local call = redis.call
local function push(id, priority)
  local line = base .. (call('EXISTS', base .. 'meta-paused') == 1 and 'paused' or 'wait')
  if priority == 0 then
    call('LPUSH', line, id)
    return
  end
  call('ZADD', base .. 'priority', priority, id)
  local before = call('ZCOUNT', base .. 'priority', 0, priority) - 1
  local pivot = call('LINDEX', line, call('LLEN', line) - before)
  if pivot then call('LINSERT', line, 'BEFORE', pivot, id) else call('RPUSH', line, id) end
end
local function delay(id, at)
  call('ZADD', base .. 'delayed', at * 4096 + bit.band(tonumber(id), 4095), id)
  call('PUBLISH', base .. 'delayed', at)
end
local function place(id, at, now, priority)
  if at > now then delay(id, at) else push(id, priority) end
end
local function unwait(id)
  call('ZREM', base .. 'priority', id)
  return call('LREM', base .. 'wait', 1, id) + call('LREM', base .. 'paused', 1, id) + call('ZREM', base .. 'delayed', id)
end
local function running(job)
  return call('EXISTS', job .. ':lock') == 1
end
`;

/**
 * ARGV: options, now, '1' to leave present ones alone; then for each job its key or '', request id, data, time to
 * run and priority. Answers for each whether it was added, or met one of its key.
 */
const ADD = `${COMMON}
local options, now, leave = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1'
local function add(key, rev, data, at, priority)
  local id = key ~= '' and call('HGET', base .. 'keys', key)
  if id and call('EXISTS', base .. id) == 1 then
    if leave then return 0 end
    local job = base .. id
    call('HSET', job, 'data', data, 'rev', rev)
    local current = tonumber(call('HGET', job, 'priority')) or 0
    local raised = priority > 0 and (current == 0 or priority < current)
    if raised then call('HSET', job, 'priority', priority) else priority = current end
    if running(job) then
      local again = tonumber(call('HGET', job, 'again'))
      if not again or at < again then call('HSET', job, 'again', at) end
      return 0
    end
    if call('ZREM', base .. 'failed', id) == 1 then
      call('HDEL', job, 'attemptsMade', 'stalledCounter', 'held', 'again', 'failedReason', 'finishedOn')
      place(id, at, now, priority)
      return 1
    end
    if call('HEXISTS', job, 'held') == 1 then return 0 end
    local score = call('ZSCORE', base .. 'delayed', id)
    if score then
      if at < math.floor(tonumber(score) / 4096) then
        call('ZREM', base .. 'delayed', id)
        place(id, at, now, priority)
      end
    elseif raised and unwait(id) > 0 then
      push(id, priority)
    end
    return 0
  end
  id = call('INCR', base .. 'id')
  call('HSET', base .. id, 'name', '__default__', 'data', data, 'opts', options, 'timestamp', now, 'delay', 0,
    'priority', priority, 'rev', rev)
  if key ~= '' then call('HSET', base .. 'keys', key, id) end
  place(id, at, now, priority)
  return 1
end
local added = {}
for i = 4, #ARGV, 5 do
  added[#added + 1] = add(ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4]))
end
return added
`;

/** ARGV: job, key, request id that ran, lock. Answers -1 when it may end, else when it runs once more. */
const FINISH = `${COMMON}
local id, key, rev, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local job = base .. id
if call('GET', job .. ':lock') ~= token then return '-1' end
if call('HGET', job, 'rev') ~= rev then
  local again = call('HGET', job, 'again') or '0'
  call('HDEL', job, 'again', 'held')
  return again
end
if call('HGET', base .. 'keys', key) == id then call('HDEL', base .. 'keys', key) end
return '-1'
`;

/** ARGV: job, lock, '1' to hold it back. For a job that goes on waiting. */
const RELEASE = `${COMMON}
local job = base .. ARGV[1]
if call('GET', job .. ':lock') ~= ARGV[2] then return 0 end
call('HDEL', job, 'again', 'held')
if ARGV[3] == '1' then call('HSET', job, 'held', 1) end
return 1
`;

/** ARGV: key. Answers 'absent', 'running' or, having taken it out, 'waiting'. */
const REMOVE = `${COMMON}
local id = call('HGET', base .. 'keys', ARGV[1])
if not id or call('EXISTS', base .. id) == 0 then return 'absent' end
if running(base .. id) or unwait(id) + call('ZREM', base .. 'failed', id) == 0 then return 'running' end
call('DEL', base .. id)
call('HDEL', base .. 'keys', ARGV[1])
return 'waiting'
`;

/** ARGV: key. */
const STATE = `${COMMON}
local id = call('HGET', base .. 'keys', ARGV[1])
if not id or call('EXISTS', base .. id) == 0 then return 'absent' end
return running(base .. id) and 'running' or 'waiting'
`;

/** Jobs that Bull put away because their workers died; at most 100. */
const FALLEN = `${COMMON}
local fallen = {}
for _, id in ipairs(call('ZRANGE', base .. 'failed', 0, 99)) do
  local fields = call('HMGET', base .. id, 'data', 'attemptsMade', 'rev')
  if fields[1] then
    fallen[#fallen + 1] = { id, fields[1], fields[2] or '0', fields[3] or '' }
  else
    call('ZREM', base .. 'failed', id)
  end
end
return fallen
`;

/** ARGV: job, request id, key or ''. Unless it was added again meanwhile. */
const DROP_FALLEN = `${COMMON}
local id, rev, key = ARGV[1], ARGV[2], ARGV[3]
if call('HGET', base .. id, 'rev') ~= rev or call('ZREM', base .. 'failed', id) == 0 then return 0 end
call('DEL', base .. id, base .. id .. ':logs')
if key ~= '' and call('HGET', base .. 'keys', key) == id then call('HDEL', base .. 'keys', key) end
return 1
`;

export const SCRIPTS = {
  docketAdd: ADD,
  docketFinish: FINISH,
  docketRelease: RELEASE,
  docketRemove: REMOVE,
  docketState: STATE,
  docketFallen: FALLEN,
  docketDropFallen: DROP_FALLEN,
} as const;

/** The scripts as a client has them once they are defined. */
export interface ScriptedClient {
  docketAdd(base: string, ...args: (string | number)[]): Promise<(0 | 1)[]>;
  docketFinish(base: string, id: string, key: string, rev: string, token: string): Promise<string>;
  docketRelease(base: string, id: string, token: string, held: '0' | '1'): Promise<number>;
  docketRemove(base: string, key: string): Promise<'absent' | 'running' | 'waiting'>;
  docketState(base: string, key: string): Promise<'absent' | 'running' | 'waiting'>;
  docketFallen(base: string): Promise<[id: string, data: string, attemptsMade: string, rev: string][]>;
  docketDropFallen(base: string, id: string, rev: string, key: string): Promise<number>;
}
