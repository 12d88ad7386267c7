import { Inject, Injectable } from '@nestjs/common';
import { ConsumesLog, type LogConsumer } from '#events';
import { Jobs } from '#jobs';
import { CLOCK, newId, type Clock, type LoggedEvent } from '#kernel';
import type { Tx } from '#platform';
import { TicketReader } from '#tickets';
import { callbackJob } from './callback-jobs.js';
import { DeliveryStore, type NewDelivery } from './db/delivery.store.js';
import { EndpointStore } from './db/endpoint.store.js';
import { SourceSignalsReader } from './db/source-signals.reader.js';
import { isWanted } from './domain/endpoint.js';

export const CALLBACK_CONSUMER = 'callbacks.tickets';

/** Owes each endpoint a call for what it wants to hear of. */
@ConsumesLog({ name: CALLBACK_CONSUMER })
@Injectable()
export class CallbackConsumer implements LogConsumer {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly tickets: TicketReader,
    private readonly signals: SourceSignalsReader,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async consume(
    tx: Tx,
    guildId: string,
    events: readonly LoggedEvent[],
  ): Promise<(() => Promise<void>) | null> {
    const ids = [...new Set(events.map(({ ticketId }) => ticketId))];
    const [endpoints, tickets] = await Promise.all([
      this.endpoints.listening(tx, guildId),
      this.tickets.summaries(guildId, ids, tx),
    ]);
    const streams = new Map(tickets.map(({ id, stream }) => [id, stream]));
    const sources = [...new Set(endpoints.flatMap(({ sourceId }) => sourceId ?? []))];
    const heard = await this.signals.heard(tx, guildId, ids, sources);
    const createdAt = this.clock.now();
    const owed = events.flatMap((event): NewDelivery[] => {
      const stream = streams.get(event.ticketId);
      if (stream === undefined) return [];
      return endpoints
        .filter(({ sinceSeq }) => event.seq > BigInt(sinceSeq))
        .filter((endpoint) => isWanted(endpoint, event.type, stream))
        .filter(({ sourceId }) => sourceId === null || heard.has(`${event.ticketId}/${sourceId}`))
        .map(({ id }) => deliveryOf(event, id, createdAt));
    });
    if (owed.length === 0) return null;
    await this.deliveries.owe(tx, owed);
    const called = new Set(owed.map(({ endpointId }) => endpointId));
    return async () => {
      await this.jobs.addMany(
        endpoints
          .filter(({ id }) => called.has(id))
          .map(({ id, failures, pausedUntil }) =>
            callbackJob({ guildId, endpointId: id }, failures, pausedUntil),
          ),
      );
    };
  }
}

function deliveryOf(event: LoggedEvent, endpointId: string, createdAt: Date): NewDelivery {
  const { guildId, type, seq, ticketId, actorType, actorId, at } = event;
  return {
    guildId,
    id: newId(),
    endpointId,
    type,
    seq: `${seq}`,
    ticketId,
    actorType,
    actorId,
    at,
    createdAt,
  };
}
