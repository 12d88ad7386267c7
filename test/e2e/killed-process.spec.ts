import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabaseClone } from '../support/database.js';
import { openDatabaseClient } from '../support/database-client.js';
import { createGuild } from '../support/guild.js';
import { expectWholeLedger, keptSignals } from '../support/load/ledger.js';
import {
  aReport,
  postSignals,
  type Door,
  type SentSignal,
  type SignalReceipt,
} from '../support/load/post-signals.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';

const WITHIN_MS = 240_000;
const CLIENTS = 48;
const signals = Array.from({ length: 2_000 }, (_, i) => aReport(i));
type Signals = readonly SentSignal[];

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function start(dataDir: string, databaseUrl: string | null): Promise<DocketProcess> {
  const docket = await DocketProcess.start({ dataDir, databaseUrl });
  cleanUp.push(() => docket.kill());
  return docket;
}

async function openDoor(docket: DocketProcess): Promise<Door> {
  const guild = await createGuild(docket);
  const { token } = await guild.source({ rateLimitPerMinute: 100_000 });
  return { url: docket.url, guildId: guild.guildId, token };
}

/** Posts what is not acknowledged yet and pulls the plug when so many more are; the rest finds nobody. */
async function postUntilKilled(
  door: Door,
  signals: Signals,
  acknowledged: Map<string, SignalReceipt>,
  killAfter: number,
  kill: () => Promise<unknown>,
): Promise<void> {
  const left = signals.filter(({ externalId }) => !acknowledged.has(externalId));
  const until = acknowledged.size + killAfter;
  const kills: Promise<unknown>[] = [];
  await postSignals(door, left, CLIENTS, ({ externalId }, answer) => {
    if (answer?.status === 202) acknowledged.set(externalId, answer.body);
    if (acknowledged.size >= until && kills.length === 0) kills.push(kill());
  });
  await Promise.all(kills);
  expect(kills).toHaveLength(1);
  expect(acknowledged.size).toBeLessThan(signals.length);
}

/** Everything is sent once more, also what was acknowledged: each has one receipt for ever. */
async function expectNothingLostOrDoubled(
  door: Door,
  signals: Signals,
  acknowledged: ReadonlyMap<string, SignalReceipt>,
  databaseUrl: string,
): Promise<void> {
  const database = await openDatabaseClient(databaseUrl);
  try {
    const kept = await keptSignals(database, door.guildId);
    for (const [externalId, { signalId }] of acknowledged) expect(kept.get(externalId)).toBe(signalId);
    const answers = new Map<string, SignalReceipt>();
    await postSignals(door, signals, CLIENTS, ({ externalId }, answer) => {
      expect(answer).toMatchObject({ status: 202 });
      answers.set(externalId, answer!.body);
    });
    for (const [externalId, { signalId, ticketId }] of acknowledged) {
      expect(answers.get(externalId)).toMatchObject({ signalId, ticketId, duplicate: true });
    }
    expect((await keptSignals(database, door.guildId)).size).toBe(signals.length);
    const [count] = await database.query('SELECT count(*)::int AS n FROM signals WHERE guild_id = $1', [
      door.guildId,
    ]);
    expect(count).toEqual({ n: signals.length });
    await expectWholeLedger(database, door.guildId);
  } finally {
    await database.close();
  }
}

describe('a process that is killed', () => {
  it(
    'I1: kill -9 in the middle of 2,000 posts, twice: what was acknowledged is there exactly once',
    async () => {
      const clone = await createDatabaseClone();
      cleanUp.push(() => clone.release());
      const dataDir = makeDataDir();
      cleanUp.push(() => dataDir.remove());
      const acknowledged = new Map<string, SignalReceipt>();
      let docket = await start(dataDir.path, clone.url);
      const door = await openDoor(docket);
      for (const killAfter of [500, 700]) {
        const doomed = docket;
        const { url } = docket;
        await postUntilKilled({ ...door, url }, signals, acknowledged, killAfter, () => doomed.kill());
        docket = await start(dataDir.path, clone.url);
      }
      await expectNothingLostOrDoubled({ ...door, url: docket.url }, signals, acknowledged, clone.url);
    },
    WITHIN_MS,
  );

  it(
    'I1: kill -9 of Docket and of every process of its own Postgres at once: the same, after recovery',
    async () => {
      const dataDir = makeDataDir();
      cleanUp.push(() => dataDir.remove());
      const acknowledged = new Map<string, SignalReceipt>();
      const fewer = signals.slice(0, 1_000);
      const first = await start(dataDir.path, null);
      cleanUp.push(() => killAll(postgresProcesses(dataDir.path)));
      const door = await openDoor(first);
      await postUntilKilled(door, fewer, acknowledged, 400, () => {
        killAll([first.pid, ...postgresProcesses(dataDir.path)]);
        return first.ended;
      });
      const second = await start(dataDir.path, null);
      const databaseUrl = urlOfEmbedded(dataDir.path);
      await expectNothingLostOrDoubled({ ...door, url: second.url }, fewer, acknowledged, databaseUrl);
      second.signal('SIGTERM');
      expect(await second.ended).toEqual({ code: 0, signal: null });
      expect(postgresProcesses(dataDir.path)).toEqual([]);
    },
    WITHIN_MS,
  );
});

function noteOfPostmaster(dataDir: string): string[] {
  return readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
}

function urlOfEmbedded(dataDir: string): string {
  const password = readFileSync(join(dataDir, 'postgres/password'), 'utf8');
  return `postgres://docket:${password}@127.0.0.1:${noteOfPostmaster(dataDir)[3]}/docket`;
}

/** The postmaster and its children, whose command lines name no folder. Empty without one. */
function postgresProcesses(dataDir: string): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && !match[3]!.startsWith('Z'))
    .map((match) => ({ pid: Number(match![1]), parent: Number(match![2]), command: match![4]! }));
  const first = all.filter(({ command }) => command.includes(`-D ${dataDir}/`)).map(({ pid }) => pid);
  return [...first, ...all.filter(({ parent }) => first.includes(parent)).map(({ pid }) => pid)];
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
