import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createGuild } from '../../test/support/guild.js';
import { HANGING_GOAL, startCallbackTarget } from '../support/callback-target.js';
import type { DiscordPlace, Waited, Work } from '../support/discord.js';
import { startDocket } from '../support/docket.js';
import { interleaved } from '../support/interleaved.js';
import { stop } from '../support/process.js';
import { limitRow, timeRow, type Row } from '../support/row.js';
import { median } from '../support/statistics.js';
import type { BenchContext } from './context.js';

const PER_SECOND = 100;
const WARM_UP_SECONDS = 3;

/** From a member's tap to the first answer, with a hundred members a second who report a message. */
export async function benchInteractions({ cluster, rounds, seconds, say }: BenchContext): Promise<Row[]> {
  const discord = fork(fileURLToPath(new URL('../support/discord.js', import.meta.url)), [], {
    // JSON has no word for an answer that never came.
    serialization: 'advanced',
  });
  const target = await startCallbackTarget();
  try {
    const [{ apiUrl, token, guildId }] = (await once(discord, 'message')) as [DiscordPlace];
    const databaseUrl = await cluster.migrateAnother('interactions');
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, ...target.env };
    const docket = await startDocket(databaseUrl, env);
    try {
      const guild = await createGuild(docket, { guildId });
      await setUp(databaseUrl, guildId);
      const saved: number[] = [];
      const measure = async (hangs: boolean): Promise<number> => {
        const waited = await target.during(docket, guild, hangs, () => work(discord, seconds * 2));
        for (const [why, times] of Object.entries(waited.unsaved)) say(`  not saved, ${times} times: ${why}`);
        if (!hangs) saved.push(waited.saved);
        return waited.first;
      };
      const { answering, hanging } = await interleaved(
        rounds,
        { answering: () => measure(false), hanging: () => measure(true) },
        say,
      );
      const what = `First answer to an interaction at ${PER_SECOND}/s, p99`;
      return [
        limitRow(what, 'ms', answering, 300, `${Math.round(median(saved))} ms until saved`),
        timeRow(
          `${what}, while callbacks of the process hang, beside while they are answered`,
          hanging,
          answering,
          HANGING_GOAL,
        ),
      ];
    } finally {
      await docket.stop();
    }
  } finally {
    await stop(discord);
    target.close();
  }
}

async function work(discord: ChildProcess, seconds: number): Promise<Waited> {
  const answered = once(discord, 'message');
  discord.send({ perSecond: PER_SECOND, seconds, warmUpSeconds: WARM_UP_SECONDS } satisfies Work);
  const [waited] = (await answered) as [Waited];
  return waited;
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
