import { newSnowflake } from '#kernel';
import { interleaved } from '../support/interleaved.js';
import { measureLoad } from '../support/load.js';
import { startPeer } from '../support/process.js';
import { ratioRow, type Row } from '../support/row.js';
import { openTickets } from '../support/tickets.js';
import type { BenchContext } from './context.js';

const CONNECTIONS = 64;
const TICKETS = 2_000;

/** Claims and notes a second, beside a bare server doing one conditional UPDATE. */
export async function benchCommands({
  cluster,
  docket,
  bench,
  rounds,
  seconds,
  say,
}: BenchContext): Promise<Row[]> {
  const peer = await startPeer('bare-update', { DATABASE_URL: cluster.peersUrl });
  try {
    const { guild } = bench;
    const ticketIds = await openTickets(docket, bench, TICKETS);
    const token = await guild.moderator(newSnowflake(Date.now()));
    const headers = { authorization: `Bearer ${token}` };
    const some = () => ticketIds[Math.floor(Math.random() * ticketIds.length)] ?? '';
    const command = (name: string, body: object) => async (): Promise<number> =>
      (
        await measureLoad({
          url: docket.url,
          path: '/',
          pathOf: () => `/v1/guilds/${guild.guildId}/tickets/${some()}/${name}`,
          method: 'POST',
          connections: CONNECTIONS,
          seconds,
          headers,
          body: () => JSON.stringify(body),
        })
      ).perSecond;
    const bare = async (): Promise<number> =>
      (
        await measureLoad({
          url: peer.url,
          path: '/',
          pathOf: () => `/${Math.floor(Math.random() * TICKETS)}`,
          method: 'POST',
          connections: CONNECTIONS,
          seconds,
          body: () => '{"ownerId":"400000000000000001"}',
        })
      ).perSecond;
    const rates = await interleaved(
      rounds,
      { claim: command('claim', {}), note: command('note', { text: 'Looked at it.' }), bare },
      say,
    );
    return [
      ratioRow('Claims, beside one conditional UPDATE', 'commands/s', rates.claim, rates.bare, 0.4),
      ratioRow('Notes, beside one conditional UPDATE', 'commands/s', rates.note, rates.bare, 0.4),
    ];
  } finally {
    await peer.stop();
  }
}
