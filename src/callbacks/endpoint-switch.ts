import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { CallbackMetrics } from './callback-metrics.js';
import { DeliveryStore, type EndpointKey } from './db/delivery.store.js';
import { EndpointStore } from './db/endpoint.store.js';
import type { DisabledReason } from './domain/endpoint.js';

const WHY: Readonly<Record<DisabledReason, string>> = {
  asked: 'The endpoint was disabled.',
  gone: 'The endpoint answered 410: it is gone.',
  failing: 'The endpoint was disabled: it had failed for days.',
  behind: 'The endpoint was disabled: it was too far behind.',
};

/** Switches endpoints off, with what they were owed, and says so. */
@Injectable()
export class EndpointSwitch {
  private readonly logger = new Logger('Callbacks');

  constructor(
    private readonly database: Database,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly metrics: CallbackMetrics,
  ) {}

  async off(endpoint: EndpointKey, reason: DisabledReason, at: Date): Promise<void> {
    await this.database.transaction((tx) => this.offIn(tx, endpoint, reason, at));
  }

  async offIn(tx: Tx, endpoint: EndpointKey, reason: DisabledReason, at: Date): Promise<void> {
    const { guildId, endpointId } = endpoint;
    if (!(await this.endpoints.disable(tx, guildId, endpointId, reason, at))) return;
    await this.deliveries.drop(tx, endpoint, WHY[reason], at);
    this.metrics.switchedOff(reason);
    if (reason !== 'asked')
      this.logger.warn({ ...endpoint, reason }, 'An endpoint of callbacks was disabled');
  }
}
