import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '#jobs';
import { CLOCK, type Clock, DomainError, isUuid } from '#kernel';
import type { Page } from '#platform';
import { callbackJob } from './callback-jobs.js';
import { CallbacksService, endpointDisabled } from './callbacks.service.js';
import {
  DeliveryReader,
  type AttemptFacts,
  type DeliveryFacts,
  type DeliveryState,
} from './db/delivery.reader.js';
import { DeliveryStore } from './db/delivery.store.js';

/** What was sent to an endpoint, and sending it again. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly callbacks: CallbacksService,
    private readonly reader: DeliveryReader,
    private readonly store: DeliveryStore,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(
    guildId: string,
    endpointId: string,
    state: DeliveryState | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<DeliveryFacts>> {
    const endpoint = await this.callbacks.get(guildId, endpointId);
    return this.reader.page(guildId, endpoint.id, state, limit, cursor);
  }

  async get(
    guildId: string,
    endpointId: string,
    id: string,
  ): Promise<{ delivery: DeliveryFacts; attempts: readonly AttemptFacts[] }> {
    await this.callbacks.get(guildId, endpointId);
    const delivery = await this.found(guildId, endpointId, id);
    return { delivery, attempts: await this.reader.attempts(guildId, id) };
  }

  /** Soon, with the same id and all its attempts, whatever came of it before. Throws `callback_disabled`. */
  async again(guildId: string, endpointId: string, id: string): Promise<DeliveryFacts> {
    const endpoint = await this.callbacks.get(guildId, endpointId);
    if (endpoint.status === 'disabled') throw endpointDisabled();
    await this.found(guildId, endpointId, id);
    await this.store.oweAgain(guildId, id, this.clock.now());
    await this.jobs.addMany([callbackJob({ guildId, endpointId }, endpoint.failures)]);
    return this.found(guildId, endpointId, id);
  }

  private async found(guildId: string, endpointId: string, id: string): Promise<DeliveryFacts> {
    const delivery = isUuid(id) ? await this.reader.one(guildId, endpointId, id) : null;
    if (delivery === null) throw unknownDelivery();
    return delivery;
  }
}

function unknownDelivery(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_delivery',
    'This endpoint was sent no such thing, or it is no longer kept.',
  );
}
