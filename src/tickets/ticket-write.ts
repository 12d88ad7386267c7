import type { NewEvent } from '#kernel';
import type { Tx } from '#platform';
import { insertActions, reverseActions, type ActionRecord } from './db/action-store.js';
import { writeClaims } from './db/claim-store.js';
import { insertParties, type PartyRecord } from './db/party-store.js';
import { forgetOutcomes, recordOutcomes, type JudgedReports } from './db/reporter-outcome-store.js';
import { addToSearch, insertSearch, type SearchRecord } from './db/search-store.js';
import { openAndAppend, updateTickets, type TicketRef } from './db/ticket-store.js';
import type { Ticket } from './domain/ticket.js';

interface Change {
  /** As the database has it; null for a ticket that is not there yet. */
  readonly before: Ticket | null;
  ticket: Ticket;
}

/**
 * Everything one transaction does to tickets: collected in memory, written set-based, the log's lock taken
 * last. The rows of tickets and the events about them are in it together, or neither is (I4).
 */
export class TicketWrite {
  private readonly changes = new Map<string, Change>();
  readonly events: NewEvent[] = [];
  private readonly searches = new Map<string, SearchRecord & { isNew: boolean }>();
  readonly parties: PartyRecord[] = [];
  readonly actions: ActionRecord[] = [];
  readonly reversed: TicketRef[] = [];
  private readonly judged = new Map<string, JudgedReports>();
  private readonly reopened: TicketRef[] = [];

  constructor(readonly now: Date) {}

  /** What `transition` allowed. `before` is the ticket it was given. */
  add(before: Ticket | null, ticket: Ticket, events: readonly NewEvent[]): void {
    if (before !== null && before.version === ticket.version && events.length === 0) return;
    const known = this.changes.get(ticket.id);
    if (known) known.ticket = ticket;
    else this.changes.set(ticket.id, { before, ticket });
    this.events.push(...events);
  }

  addSearch(record: SearchRecord, isNew: boolean): void {
    const known = this.searches.get(record.ticketId);
    if (!known) {
      this.searches.set(record.ticketId, { ...record, isNew });
      return;
    }
    const body = `${known.body} ${record.body}`.trim();
    const people = `${known.people} ${record.people}`.trim();
    this.searches.set(record.ticketId, { ...known, body, people, tags: record.tags });
  }

  judge(judged: JudgedReports): void {
    this.judged.set(judged.ticketId, judged);
  }

  /** Nothing is judged any more, also not by a command of this same write. */
  reopen(ref: TicketRef): void {
    this.reopened.push(ref);
    this.judged.delete(ref.id);
  }

  /**
   * Writes it all; answers the tickets as they are now, new ones with their numbers. What takes the log's lock runs
   * on `last`, behind everything else.
   */
  async flush(tx: Tx, last: Tx): Promise<Map<string, Ticket>> {
    const changes = [...this.changes.values()];
    const opened = changes.flatMap(({ before, ticket }) => (before === null ? [ticket] : []));
    const [, numbered] = await Promise.all([
      this.writeUnordered(tx, changes),
      openAndAppend(last, opened, this.events),
    ]);
    return new Map(
      [...changes.map(({ ticket }) => ticket), ...numbered].map((ticket) => [ticket.id, ticket]),
    );
  }

  /** All that needs neither seq nor number, so that the log's lock is held for none of it. */
  private async writeUnordered(tx: Tx, changes: readonly Change[]): Promise<void> {
    const updates = changes.flatMap(({ before, ticket }) =>
      before === null ? [] : [{ ticket, fromVersion: before.version }],
    );
    const searches = [...this.searches.values()];
    await Promise.all([
      updateTickets(tx, updates),
      writeClaims(
        tx,
        changes.filter(claimMoved).map(({ ticket }) => ticket),
      ),
      insertParties(tx, this.parties),
      insertSearch(
        tx,
        searches.filter(({ isNew }) => isNew),
      ),
      addToSearch(
        tx,
        searches.filter(({ isNew }) => !isNew),
      ),
      insertActions(tx, this.actions),
      reverseActions(tx, this.reversed, this.now),
      // In this order: what was reopened and resolved again is judged by the resolution that stands.
      forgetOutcomes(tx, [...this.reopened, ...changes.filter(cameBack).map(({ ticket }) => ticket)]),
      recordOutcomes(tx, [...this.judged.values()], this.now),
    ]);
  }
}

function cameBack({ before, ticket }: Change): boolean {
  return before?.status === 'resolved' && ticket.status !== 'resolved';
}

function claimMoved({ before, ticket }: Change): boolean {
  return (before?.ownerId ?? null) !== ticket.ownerId || expiryOf(before) !== expiryOf(ticket);
}

function expiryOf(ticket: Ticket | null): number | null {
  return ticket?.claimExpiresAt?.getTime() ?? null;
}
