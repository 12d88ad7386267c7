import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createBenchGuild, startDocket, type BenchGuild, type RunningDocket } from '../support/docket.js';
import { interleaved } from '../support/interleaved.js';
import { measureLoad } from '../support/load.js';
import { forkPeer, stop } from '../support/process.js';
import { ratioRow, timeRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import { quantile } from '../support/statistics.js';
import { steadily } from '../support/steadily.js';
import type { BenchContext } from './context.js';

const CONNECTIONS = 32;
const PER_SECOND = 150;
/** 1.3 times the time it takes without is the most it may take. */
const SLOWER_BY = 1.3;

/** Two processes that share the signals, and a worker that hangs beside live intake. */
export async function benchProcesses(context: BenchContext): Promise<Row[]> {
  const { cluster } = context;
  const api = { DOCKET_ROLES: 'api' };
  const one = await startDocket(cluster.docketUrl, api);
  const other = await startDocket(cluster.docketUrl, api);
  try {
    const guilds = [await createBenchGuild(one), await createBenchGuild(one)] as const;
    return [await twoProcesses(context, [one, other], guilds), await hangingWorker(context, one, guilds[0])];
  } finally {
    await Promise.all([one.stop(), other.stop()]);
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

/** Every slot of a worker waits for a target that takes 30 s to say nothing. */
async function hangingWorker(context: BenchContext, docket: RunningDocket, bench: BenchGuild): Promise<Row> {
  const { cluster, rounds, seconds, say } = context;
  const p99 = () => intakeP99(docket, bench, seconds);
  const beside = async (): Promise<number> => {
    const target = createServer(() => {}).listen(0, '127.0.0.1');
    await once(target, 'listening');
    const { port } = target.address() as AddressInfo;
    const worker = await forkPeer('jobs/docket-jobs', {
      DATABASE_URL: cluster.docketUrl,
      HANG_AT: `http://127.0.0.1:${port}/`,
    });
    try {
      return await p99();
    } finally {
      target.closeAllConnections();
      target.close();
      await stop(worker.child);
    }
  };
  const times = await interleaved(rounds, { alone: p99, beside }, say);
  return timeRow(
    `Intake at ${PER_SECOND} signals/s beside a worker whose jobs hang, p99, beside none`,
    times.beside,
    times.alone,
    Math.round(100 / SLOWER_BY) / 100,
  );
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
