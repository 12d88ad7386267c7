import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../../test/support/call.js';
import { createBenchGuild, startDocket, type BenchGuild, type RunningDocket } from '../support/docket.js';
import { interleaved } from '../support/interleaved.js';
import { measureLoad } from '../support/load.js';
import { ratioRow, timeRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import { quantile } from '../support/statistics.js';
import { steadily } from '../support/steadily.js';
import type { BenchContext } from './context.js';

const CONNECTIONS = 32;
const PER_SECOND = 150;
/** 1.3 times the time it takes without is the most it may take. */
const SLOWER_BY = 1.3;
/** As many as a worker calls at once. */
const HUNG_ENDPOINTS = 8;
const HANG_WITHIN_MS = 30_000;

/** Two processes that share the signals, and a worker that hangs beside live intake. */
export async function benchProcesses(context: BenchContext): Promise<Row[]> {
  const { cluster } = context;
  const target = await startHungTarget();
  const api = { DOCKET_ROLES: 'api', ...target.env };
  // A database of their own: nobody else's worker, who may not call the target, takes their jobs.
  const url = await cluster.migrateAnother('docket_processes');
  const one = await startDocket(url, api);
  const other = await startDocket(url, api);
  try {
    const guilds = [await createBenchGuild(one), await createBenchGuild(one)] as const;
    return [
      await twoProcesses(context, [one, other], guilds),
      await hangingWorker(context, url, one, guilds[0], target),
    ];
  } finally {
    await Promise.all([one.stop(), other.stop()]);
    target.close();
  }
}

let run = 0;

/** As many connections in all, for two guilds, to one process or half of them to each. */
async function twoProcesses(
  { rounds, seconds, say }: BenchContext,
  [one, other]: readonly [RunningDocket, RunningDocket],
  guilds: readonly [BenchGuild, BenchGuild],
): Promise<Row> {
  const rate = async (docket: RunningDocket, { guild, source }: BenchGuild): Promise<number> => {
    const make = signalMaker(`processes-${(run += 1)}`);
    const load = await measureLoad({
      url: docket.url,
      path: `/v1/guilds/${guild.guildId}/signals`,
      method: 'POST',
      connections: CONNECTIONS,
      seconds,
      headers: { authorization: `Bearer ${source.token}` },
      body: () => JSON.stringify(make()),
    });
    return load.perSecond;
  };
  const together = async (servers: readonly [RunningDocket, RunningDocket]): Promise<number> => {
    const rates = await Promise.all(servers.map((server, i) => rate(server, guilds[i]!)));
    return rates.reduce((sum, each) => sum + each, 0);
  };
  const rates = await interleaved(
    rounds,
    { two: () => together([one, other]), one: () => together([one, one]) },
    say,
  );
  return ratioRow('Single signals on two api processes, beside one', 'signals/s', rates.two, rates.one, 1);
}

/** Every place of a worker for calls to endpoints is taken by one that never answers. */
async function hangingWorker(
  { rounds, seconds, say }: BenchContext,
  url: string,
  docket: RunningDocket,
  bench: BenchGuild,
  target: HungTarget,
): Promise<Row> {
  const p99 = () => intakeP99(docket, bench, seconds);
  const beside = async (): Promise<number> => {
    const worker = await startDocket(url, { DOCKET_ROLES: 'worker', ...target.env });
    try {
      const endpoints = await Promise.all(
        Array.from({ length: HUNG_ENDPOINTS }, () => hungEndpoint(docket, bench, target)),
      );
      const deadline = performance.now() + HANG_WITHIN_MS;
      while (target.waiting() < HUNG_ENDPOINTS) {
        if (performance.now() > deadline) throw new Error(`Only ${target.waiting()} calls hang`);
        await delay(20);
      }
      const time = await p99();
      await Promise.all(endpoints.map((remove) => remove()));
      return time;
    } finally {
      await worker.stop();
      target.letGo();
    }
  };
  const times = await interleaved(rounds, { alone: p99, beside }, say);
  return timeRow(
    `Intake at ${PER_SECOND} signals/s beside a worker whose callbacks hang, p99, beside none`,
    times.beside,
    times.alone,
    Math.round(100 / SLOWER_BY) / 100,
  );
}

interface HungTarget {
  readonly url: string;
  readonly env: Record<string, string>;
  /** Calls that have not been answered, and never will be. */
  waiting(): number;
  letGo(): void;
  close(): void;
}

async function startHungTarget(): Promise<HungTarget> {
  let waiting = 0;
  const server = createServer((_request, response) => {
    waiting += 1;
    response.once('close', () => (waiting -= 1));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    env: { DOCKET_CALLBACK_HOSTS: `127.0.0.1:${port}` },
    waiting: () => waiting,
    letGo: () => server.closeAllConnections(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An endpoint that is tried at once; answers how it is removed. */
async function hungEndpoint(
  docket: RunningDocket,
  { guild }: BenchGuild,
  { url }: HungTarget,
): Promise<() => Promise<void>> {
  const path = `/v1/guilds/${guild.guildId}/callbacks`;
  const made = async <Body>(method: 'POST' | 'DELETE', at: string, body?: object): Promise<Body> => {
    const answer = await call<Body>(docket, method, at, guild.adminToken, body);
    if (answer.status >= 300) throw new Error(`${at}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { id } = await made<{ id: string }>('POST', path, {
    name: 'Hangs',
    url,
    eventTypes: ['ticket.merged'],
  });
  await made('POST', `${path}/${id}/test`);
  return () => made('DELETE', `${path}/${id}`);
}

async function intakeP99(
  docket: RunningDocket,
  { guild, source }: BenchGuild,
  seconds: number,
): Promise<number> {
  const make = signalMaker(`hanging-${(run += 1)}`);
  const times: number[] = [];
  await steadily(PER_SECOND, seconds * 2, async () => {
    const started = performance.now();
    const response = await fetch(`${docket.url}/v1/guilds/${guild.guildId}/signals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${source.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(make()),
    });
    await response.arrayBuffer();
    if (response.status !== 202) throw new Error(`Refused with ${response.status}`);
    times.push(performance.now() - started);
  });
  return quantile(times, 0.99);
}
