import type { QueueDepth, TicketSummary } from '#tickets';
import { eventPacket, type Packet } from '../wire/packet.js';

/**
 * What the server says, each with a second argument `{ guildId, cursor }`: with `cursor` for whoever drops
 * now and returns, so that also what is no change of a ticket carries it on.
 */
interface About {
  readonly guildId: string;
  readonly cursor?: string;
}

/** The ticket as it is, without who must not see it. */
export function changedPacket({ parties: _parties, ...ticket }: TicketSummary, seq: bigint): Packet {
  const cursor = seq.toString();
  return eventPacket('ticket.changed', { cursor, ticket }, about(ticket.guildId, seq));
}

export function gonePacket(guildId: string, ticketId: string, seq: bigint): Packet {
  return eventPacket('ticket.gone', { cursor: seq.toString(), ticketId }, about(guildId, seq));
}

export function depthPacket(guildId: string, depth: QueueDepth, position: bigint): Packet {
  return eventPacket('queue.depth', depth, about(guildId, position));
}

export function presencePacket(guildId: string, ticketId: string, viewers: readonly string[]): Packet {
  return eventPacket('presence', { ticketId, viewers }, { guildId } satisfies About);
}

export function resetPacket(guildId: string, position: bigint): Packet {
  return eventPacket('reset', { cursor: position.toString() }, about(guildId, position));
}

function about(guildId: string, position: bigint): About {
  return { guildId, cursor: position.toString() };
}
