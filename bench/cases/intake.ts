import { interleaved } from '../support/interleaved.js';
import { type Load, measureLoad } from '../support/load.js';
import { startPeer } from '../support/process.js';
import { ratioRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import type { BenchContext } from './context.js';

const CONNECTIONS = 64;
const BATCH = 100;
const BATCH_CONNECTIONS = 4;

/** Signals a second, alone and in batches, beside servers that do less with them. */
export async function benchIntake({
  cluster,
  docket,
  bench,
  rounds,
  seconds,
  say,
}: BenchContext): Promise<Row[]> {
  const env = { DATABASE_URL: cluster.peersUrl };
  const [bare, grouped, orm] = await Promise.all([
    startPeer('bare-insert', env),
    startPeer('grouped-insert', env),
    startPeer('nest-orm', env),
  ]);
  try {
    const { guild, source } = bench;
    const path = `/v1/guilds/${guild.guildId}/signals`;
    const headers = { authorization: `Bearer ${source.token}` };
    let run = 0;
    const single =
      (url: string, at: string, more: Partial<Load> = {}) =>
      async (): Promise<number> => {
        const make = signalMaker(`single-${(run += 1)}`);
        const body = () => JSON.stringify(make());
        const load = {
          url,
          path: at,
          method: 'POST',
          connections: CONNECTIONS,
          seconds,
          body,
          ...more,
        } as const;
        return (await measureLoad(load)).perSecond;
      };
    const batch =
      (url: string, at: string, more: Partial<Load> = {}) =>
      async (): Promise<number> => {
        const make = signalMaker(`batch-${(run += 1)}`);
        const body = () => JSON.stringify({ signals: Array.from({ length: BATCH }, make) });
        const load = {
          url,
          path: at,
          method: 'POST',
          connections: BATCH_CONNECTIONS,
          seconds,
          body,
          ...more,
        } as const;
        return (await measureLoad(load)).perSecond * BATCH;
      };
    const one = await interleaved(
      rounds,
      {
        docket: single(docket.url, path, { headers }),
        bare: single(bare.url, '/'),
        grouped: single(grouped.url, '/'),
        orm: single(orm.url, '/signals'),
      },
      say,
    );
    const many = await interleaved(
      rounds,
      {
        docket: batch(docket.url, `${path}/batch`, { headers }),
        bare: single(bare.url, '/'),
        orm: batch(orm.url, '/signals/batch'),
      },
      say,
    );
    return [
      ratioRow('Single signals, beside one-row INSERTs', 'signals/s', one.docket, one.bare, 1),
      ratioRow('Single signals, beside grouped INSERTs', 'signals/s', one.docket, one.grouped, 0.5),
      ratioRow('Single signals, beside Nest with ORM transactions', 'signals/s', one.docket, one.orm, 6),
      ratioRow('Batches of 100, beside one-row INSERTs', 'signals/s', many.docket, many.bare, 3),
      ratioRow('Batches of 100, beside Nest with ORM transactions', 'signals/s', many.docket, many.orm, 6),
    ];
  } finally {
    await Promise.all([bare.stop(), grouped.stop(), orm.stop()]);
  }
}
