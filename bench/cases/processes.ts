import { HANGING_GOAL, startCallbackTarget, type CallbackTarget } from '../support/callback-target.js';
import { consoleDelays } from '../support/console-delays.js';
import { createBenchGuild, startDocket, type BenchGuild, type RunningDocket } from '../support/docket.js';
import { interleaved } from '../support/interleaved.js';
import { measureLoad } from '../support/load.js';
import { ratioRow, timeRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import { median, quantile } from '../support/statistics.js';
import type { BenchContext } from './context.js';

const CONNECTIONS = 32;
const PER_SECOND = 150;

/** Two processes that share the signals, and a worker that hangs beside live intake. */
export async function benchProcesses(context: BenchContext): Promise<Row[]> {
  const { cluster } = context;
  const target = await startCallbackTarget();
  const api = { DOCKET_ROLES: 'api', ...target.env };
  // A database of their own: nobody else's worker, who may not call the target, takes their jobs.
  const url = await cluster.migrateAnother('docket_processes');
  const one = await startDocket(url, api);
  const other = await startDocket(url, api);
  try {
    const guilds = [await createBenchGuild(one), await createBenchGuild(one)] as const;
    return [
      await twoProcesses(context, [one, other], guilds),
      ...(await hangingWorker(context, url, one, guilds[0], target)),
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

/** Every place of a worker for calls to endpoints is taken, once by one that answers and once by one that never does. */
async function hangingWorker(
  { rounds, seconds, say }: BenchContext,
  url: string,
  docket: RunningDocket,
  bench: BenchGuild,
  target: CallbackTarget,
): Promise<Row[]> {
  const seen = { answering: [] as number[], hanging: [] as number[] };
  const measure = async (how: 'answering' | 'hanging'): Promise<number> => {
    const delays = await target.during(docket, bench.guild, how === 'hanging', () =>
      consoleDelays(docket, bench, PER_SECOND, seconds * 2),
    );
    seen[how].push(quantile(delays.seen, 0.99));
    return quantile(delays.answered, 0.99);
  };
  const worker = await startDocket(url, { DOCKET_ROLES: 'worker', ...target.env });
  try {
    const answered = await interleaved(
      rounds,
      { hanging: () => measure('hanging'), answering: () => measure('answering') },
      say,
    );
    const beside = `at ${PER_SECOND} signals/s, p99, while callbacks of the worker hang, beside while they are answered`;
    return [
      timeRow(`Intake ${beside}`, answered.hanging, answered.answering, HANGING_GOAL),
      timeRow(`A console's feed ${beside}`, median(seen.hanging), median(seen.answering), HANGING_GOAL),
    ];
  } finally {
    await worker.stop();
  }
}
