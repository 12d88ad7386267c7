import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '#kernel';
import { EventLog } from '#events';
import { Database, type Tx } from '#platform';
import { PartyReader, TicketReader, type TicketSummary } from '#tickets';

/** Whoever is further behind than this many events is told to fetch anew. */
export const MOST_BEHIND = 5_000;
const AT_ONCE = 1_000;

/** A piece of the log, and the tickets in it as they were at its end. */
export interface Stretch {
  readonly events: readonly LoggedEvent[];
  /** The seq of its last event, or where it began when there is none. */
  readonly upTo: bigint;
  readonly tickets: ReadonlyMap<string, TicketSummary>;
  /** The version with which each of the people asked about became party to a ticket: keys from `partyKey`. */
  readonly partySince: ReadonlyMap<string, number>;
}

/** There is more than fits, or a part of it is no longer kept. */
export interface TooFar {
  readonly head: bigint;
}

export function partyKey(ticketId: string, userId: string): string {
  return `${ticketId} ${userId}`;
}

/**
 * Reads events and tickets at one moment of the database: then a ticket is exactly what its newest event
 * in the stretch made of it, and nobody is shown the same version under two cursors.
 */
@Injectable()
export class FeedReader {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly tickets: TicketReader,
    private readonly parties: PartyReader,
  ) {}

  async read(guildId: string, after: bigint, people: ReadonlySet<string>): Promise<Stretch | TooFar> {
    return this.database.snapshot(async (tx) => {
      const events = await this.events(tx, guildId, after);
      const [first] = events;
      if (events.length > MOST_BEHIND || first?.seq !== after + 1n) {
        const head = await this.log.head(guildId, tx);
        if (head > after) return { head };
      }
      const tickets = await this.summaries(tx, guildId, [...new Set(events.map(({ ticketId }) => ticketId))]);
      return {
        events,
        upTo: events.at(-1)?.seq ?? after,
        tickets,
        partySince: await this.partiesAmong(tx, guildId, tickets, people),
      };
    });
  }

  private async events(tx: Tx, guildId: string, after: bigint): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    for (let from = after; events.length <= MOST_BEHIND; from = events.at(-1)?.seq ?? from) {
      const more = await this.log.read(guildId, from, AT_ONCE, tx);
      events.push(...more);
      if (more.length < AT_ONCE) break;
    }
    return events;
  }

  private async summaries(
    tx: Tx,
    guildId: string,
    ticketIds: readonly string[],
  ): Promise<Map<string, TicketSummary>> {
    const tickets = new Map<string, TicketSummary>();
    for (let i = 0; i < ticketIds.length; i += AT_ONCE) {
      const some = await this.tickets.summaries(guildId, ticketIds.slice(i, i + AT_ONCE), tx);
      for (const ticket of some) tickets.set(ticket.id, ticket);
    }
    return tickets;
  }

  /** Staff are seldom party to anything, so this is seldom asked. */
  private async partiesAmong(
    tx: Tx,
    guildId: string,
    tickets: ReadonlyMap<string, TicketSummary>,
    people: ReadonlySet<string>,
  ): Promise<Map<string, number>> {
    const involved = [...tickets.values()].flatMap(({ id, parties }) =>
      parties.filter((userId) => people.has(userId)).map((userId) => ({ ticketId: id, userId })),
    );
    if (involved.length === 0) return new Map();
    const since = await this.parties.since(guildId, involved, tx);
    return new Map(
      since.map(({ ticketId, userId, sinceVersion }) => [partyKey(ticketId, userId), sinceVersion]),
    );
  }
}
