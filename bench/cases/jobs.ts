import { once } from 'node:events';
import { StoppableRedis } from '../../test/support/process/stoppable-redis.js';
import { interleaved } from '../support/interleaved.js';
import type { JobOrder } from '../support/job-peer.js';
import { forkPeer, stop } from '../support/process.js';
import { ratioRow, timeRow, type Row } from '../support/row.js';
import type { BenchContext } from './context.js';

/** Jobs of a flood, for each second that a round lasts. */
const FLOOD_PER_SECOND = 1_500;
const STEADY_PER_SECOND = 50;

interface Peer {
  readonly rate: () => Promise<number>;
  readonly delay: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Jobs that do nothing, on both drivers, beside the same libraries without Docket. */
export async function benchJobs(context: BenchContext): Promise<Row[]> {
  const redis = await StoppableRedis.start();
  try {
    const { cluster } = context;
    const docket = await cluster.migrateAnother('docket_jobs');
    const onBull = { DATABASE_URL: docket, REDIS_URL: redis.url };
    return [
      ...(await compare(context, 'Bull', [
        ['docket-jobs', onBull],
        ['bare-bull', { REDIS_URL: redis.url }],
      ])),
      ...(await compare(context, 'graphile-worker', [
        ['docket-jobs', { DATABASE_URL: docket }],
        ['bare-graphile', { DATABASE_URL: cluster.peersUrl }],
      ])),
    ];
  } finally {
    await redis.close();
  }
}

async function compare(
  { rounds, seconds, say }: BenchContext,
  library: string,
  peers: readonly [docket: Start, bare: Start],
): Promise<Row[]> {
  const docket = await start(peers[0], seconds);
  const bare = await start(peers[1], seconds);
  try {
    const rate = await interleaved(rounds, { docket: docket.rate, bare: bare.rate }, say);
    const delay = await interleaved(rounds, { docket: docket.delay, bare: bare.delay }, say);
    const bareName = `bare ${library}`;
    return [
      ratioRow(`Jobs on ${library}, beside ${bareName}`, 'jobs/s', rate.docket, rate.bare, 0.8),
      timeRow(
        `From adding a job to its run on ${library}, p50, beside ${bareName}`,
        delay.docket,
        delay.bare,
        0.8,
      ),
    ];
  } finally {
    await Promise.all([docket.stop(), bare.stop()]);
  }
}

type Start = readonly [name: string, env: Record<string, string>];

async function start([name, env]: Start, seconds: number): Promise<Peer> {
  const { child } = await forkPeer(`jobs/${name}`, env);
  const order = async (what: JobOrder): Promise<Record<string, number>> => {
    const answered = once(child, 'message');
    child.send(what);
    return (await answered)[0] as Record<string, number>;
  };
  return {
    rate: async () => (await order({ flood: FLOOD_PER_SECOND * seconds }))['perSecond']!,
    delay: async () => (await order({ perSecond: STEADY_PER_SECOND, seconds }))['p50']!,
    stop: () => stop(child),
  };
}
