import pg from 'pg';
import { newSnowflake } from '#kernel';
import { createGuild } from '../../test/support/guild.js';
import { startDocket } from '../support/docket.js';
import { interleaved } from '../support/interleaved.js';
import { measureLoad } from '../support/load.js';
import { startPeer } from '../support/process.js';
import { ratioRow, type Row } from '../support/row.js';
import { seedTickets } from '../support/seed.js';
import type { BenchContext } from './context.js';

const SMALL = 1_000;
const LARGE = 1_000_000;
const CONNECTIONS = 16;

/** A page of the queue at a thousand and at a million tickets, beside a bare SELECT over the same rows. */
export async function benchQueue({ cluster, rounds, seconds, say }: BenchContext): Promise<Row[]> {
  const sizes = await Promise.all(
    ['small', 'large'].map(async (name) => {
      const databaseUrl = await cluster.migrateAnother(`queue_${name}`);
      const docket = await startDocket(databaseUrl);
      const guild = await createGuild(docket);
      return { databaseUrl, docket, guild, token: await guild.moderator(newSnowflake(Date.now())) };
    }),
  );
  const [small, large] = [sizes[0]!, sizes[1]!];
  say('  seeding a million tickets');
  await seedTickets(small.databaseUrl, small.guild.guildId, SMALL);
  await seedTickets(large.databaseUrl, large.guild.guildId, LARGE);
  const peer = await startPeer('bare-list', {
    DATABASE_URL: large.databaseUrl,
    GUILD_ID: large.guild.guildId,
  });
  try {
    const page =
      ({ docket, guild, token }: (typeof sizes)[number], query: string) =>
      async (): Promise<number> =>
        (
          await measureLoad({
            url: docket.url,
            path: `/v1/guilds/${guild.guildId}/tickets?limit=50${query}`,
            method: 'GET',
            headers: { authorization: `Bearer ${token}` },
            connections: CONNECTIONS,
            seconds,
          })
        ).perSecond;
    const bare = async (): Promise<number> =>
      (await measureLoad({ url: peer.url, path: '/', method: 'GET', connections: CONNECTIONS, seconds }))
        .perSecond;
    const rates = await interleaved(
      rounds,
      { small: page(small, '&stream=review'), large: page(large, '&stream=review'), bare },
      say,
    );
    const slowdown = rates.small / rates.large;
    return [
      ratioRow(
        'A page of the queue at 1,000,000 tickets, beside SELECT … LIMIT 50',
        'pages/s',
        rates.large,
        rates.bare,
        0.5,
      ),
      {
        what: 'The same page at 1,000,000 tickets, beside 1,000: time',
        docket: `${Math.round(rates.large)} pages/s`,
        peer: `${Math.round(rates.small)} pages/s`,
        value: `${slowdown.toFixed(2)} ×`,
        goal: '≤ 1.5 ×',
        met: slowdown <= 1.5,
      },
    ];
  } finally {
    await peer.stop();
    await Promise.all(sizes.map(({ docket }) => docket.stop()));
    const admin = new pg.Client({ connectionString: cluster.peersUrl });
    await admin.connect();
    for (const name of ['small', 'large']) await admin.query(`DROP DATABASE queue_${name} WITH (FORCE)`);
    await admin.end();
  }
}
