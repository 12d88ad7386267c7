import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { presentLine, TicketReader } from '#tickets';
import type { ClaimedDelivery } from './db/delivery.store.js';
import { SourceSignalsReader } from './db/source-signals.reader.js';
import { messageForSource, messageOf } from './domain/message.js';

/** What calls say: the event, and its ticket as it is now. */
@Injectable()
export class CallBodies {
  constructor(
    private readonly tickets: TicketReader,
    private readonly signals: SourceSignalsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By delivery. Those of a source say less. */
  async of(
    guildId: string,
    deliveries: readonly ClaimedDelivery[],
    sourceId: string | null,
  ): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(deliveries.flatMap(({ ticketId }) => ticketId ?? []))];
    const [tickets, sent] = await Promise.all([
      this.tickets.summaries(guildId, ids),
      sourceId === null ? null : this.signals.sent(guildId, ids, sourceId),
    ]);
    const now = this.clock.now();
    const shown = new Map(tickets.map((ticket) => [ticket.id, presentLine(ticket, now)]));
    return new Map(
      deliveries.map((delivery) => {
        const { id, ticketId } = delivery;
        const ticket = ticketId === null ? null : (shown.get(ticketId) ?? null);
        const signals = (ticketId === null ? null : sent?.get(ticketId)) ?? [];
        return [
          id,
          sent === null ? messageOf(delivery, ticket) : messageForSource(delivery, ticket, signals),
        ];
      }),
    );
  }
}
