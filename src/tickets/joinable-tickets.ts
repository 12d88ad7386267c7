import type { Tx } from '#platform';
import { lockByKey, MOST_MERGES } from './db/join-reader.js';
import { lockTickets } from './db/ticket-store.js';
import { belongs } from './domain/belongs.js';
import type { Ticket } from './domain/ticket.js';
import type { TriagedSignal } from './triaged-signal.js';

/** The tickets that a group of signals may join, as they stand while the group is worked through. */
export class JoinableTickets {
  private readonly byId = new Map<string, Ticket>();
  private readonly idsByKey = new Map<string, string[]>();

  /** Locks them until the transaction ends. */
  static async load(tx: Tx, incoming: readonly TriagedSignal[]): Promise<JoinableTickets> {
    const keys = new Map(
      incoming.map((one) => [
        keyOf(one),
        { guildId: one.signal.guildId, correlationKey: one.decision.correlationKey },
      ]),
    );
    const tickets = new JoinableTickets();
    const found = await lockByKey(tx, [...keys.values()]);
    for (const { ticket, hasKey } of found) {
      if (hasKey) tickets.learn(`${ticket.guildId}:${ticket.correlationKey}`, ticket);
      else tickets.byId.set(ticket.id, ticket);
    }
    await tickets.followMerges(
      tx,
      found.map(({ ticket }) => ticket),
    );
    return tickets;
  }

  /** The unresolved one first; null when the signal opens a ticket. */
  find(one: TriagedSignal, now: Date): Ticket | null {
    const fitting = (this.idsByKey.get(keyOf(one)) ?? [])
      .map((id) => this.afterMerges(this.byId.get(id)!))
      .filter(
        (ticket) =>
          ticket.mergedIntoId === null && belongs(ticket, one.signal.kind, one.decision.windowMinutes, now),
      );
    return fitting.find(({ status }) => status !== 'resolved') ?? fitting[0] ?? null;
  }

  /** What the signal has made of its ticket. */
  set(one: TriagedSignal, ticket: Ticket): void {
    if (this.byId.has(ticket.id)) this.byId.set(ticket.id, ticket);
    else this.learn(keyOf(one), ticket);
  }

  private learn(key: string, ticket: Ticket): void {
    this.byId.set(ticket.id, ticket);
    this.idsByKey.set(key, [...(this.idsByKey.get(key) ?? []), ticket.id]);
  }

  private afterMerges(ticket: Ticket): Ticket {
    let current = ticket;
    for (let i = 0; i < MOST_MERGES && current.mergedIntoId !== null; i += 1) {
      current = this.byId.get(current.mergedIntoId) ?? current;
    }
    return current;
  }

  /** Only what was merged between the look and the lock is still missing. */
  private async followMerges(tx: Tx, found: readonly Ticket[]): Promise<void> {
    let latest = found;
    for (let i = 0; i < MOST_MERGES; i += 1) {
      const missing = latest.flatMap(({ guildId, mergedIntoId }) =>
        mergedIntoId === null || this.byId.has(mergedIntoId) ? [] : [{ guildId, id: mergedIntoId }],
      );
      if (missing.length === 0) return;
      latest = await lockTickets(tx, missing);
      for (const ticket of latest) this.byId.set(ticket.id, ticket);
    }
  }
}

function keyOf({ signal, decision }: TriagedSignal): string {
  return `${signal.guildId}:${decision.correlationKey}`;
}
