import type { Running } from '../../src/boot.js';
import { Database } from '#platform';
import type { Harbour } from './harbour.js';
import type { Shift } from './moderators-do.js';

/** What came out of the day. */
export async function summary({ app }: Running, { guild, desks }: Harbour, shift: Shift): Promise<string> {
  const [tickets] = await app.get(Database).query<{ all: number; resolved: number; signals: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'resolved')::int AS resolved,
       coalesce(sum(signal_count), 0)::int AS signals
     FROM tickets WHERE guild_id = $1`,
    [guild.id],
  );
  const channels = Object.values(desks);
  const cards = channels.flatMap(({ messages }) => messages).filter(({ embeds }) => embeds.length === 1);
  const threads = channels.flatMap((channel) => channel.threads);
  return [
    `${tickets?.signals} signals became ${tickets?.all} tickets, of which ${tickets?.resolved} are resolved`,
    `${cards.length} cards and ${threads.length} threads stand in the channels of the team`,
    `${shift.claims} claims and ${shift.resolutions} resolutions by moderators`,
  ].join('\n');
}
