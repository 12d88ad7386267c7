import { call } from '../../test/support/call.js';
import type { BenchGuild, RunningDocket } from './docket.js';

const BATCH = 500;

/** So many new tickets, through the API; their ids. */
export async function openTickets(
  docket: RunningDocket,
  { guild, source }: BenchGuild,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  const mark = Date.now();
  while (ids.length < count) {
    const signals = Array.from({ length: Math.min(BATCH, count - ids.length) }, (_, i) => ({
      kind: 'flag',
      category: 'harassment',
      subject: { type: 'user', id: String(300_000_000_000_000_000n + BigInt(ids.length + i)) },
      correlationKey: `bench-${mark}-${ids.length + i}`,
      text: 'a flag to work on',
    }));
    const path = `/v1/guilds/${guild.guildId}/signals/batch`;
    const { status, body } = await call<{ results: { ticketId: string }[] }>(
      docket,
      'POST',
      path,
      source.token,
      {
        signals,
      },
    );
    if (status !== 202) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
    ids.push(...body.results.map(({ ticketId }) => ticketId));
  }
  return ids;
}
