import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createGuild } from '../../test/support/guild.js';
import type { DiscordPlace, Waited, Work } from '../support/discord.js';
import { startDocket } from '../support/docket.js';
import { stop } from '../support/process.js';
import { limitRow, type Row } from '../support/row.js';
import type { BenchContext } from './context.js';

const PER_SECOND = 100;

/** From a member's tap to the first answer, with a hundred members a second who report a message. */
export async function benchInteractions({ cluster, seconds, say }: BenchContext): Promise<Row[]> {
  const discord = fork(fileURLToPath(new URL('../support/discord.js', import.meta.url)), [], {
    // JSON has no word for an answer that never came.
    serialization: 'advanced',
  });
  try {
    const [{ apiUrl, token, guildId }] = (await once(discord, 'message')) as [DiscordPlace];
    const databaseUrl = await cluster.migrateAnother('interactions');
    const docket = await startDocket(databaseUrl, { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });
    try {
      await createGuild(docket, { guildId });
      await setUp(databaseUrl, guildId);
      const answered = once(discord, 'message');
      discord.send({ perSecond: PER_SECOND, seconds: seconds * 2 } satisfies Work);
      const [{ first, saved, unsaved }] = (await answered) as [Waited];
      say(`  saved and answered after ${Math.round(saved)} ms (p99)`);
      for (const [why, times] of Object.entries(unsaved)) say(`  not saved, ${times} times: ${why}`);
      return [
        limitRow(
          `First answer to an interaction at ${PER_SECOND}/s, p99`,
          'ms',
          first,
          300,
          `${Math.round(saved)} ms until saved`,
        ),
      ];
    } finally {
      await docket.stop();
    }
  } finally {
    await stop(discord);
  }
}

/** With nothing chosen: members need no more. */
async function setUp(databaseUrl: string, guildId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`INSERT INTO discord_guilds (guild_id, mapping, updated_at) VALUES ($1, '{}', now())`, [
    guildId,
  ]);
  await client.end();
}
