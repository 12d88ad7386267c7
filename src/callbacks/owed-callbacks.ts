import { Injectable } from '@nestjs/common';
import { FindsOwed, type JobRequest, type OwedWork } from '#jobs';
import type { Tx } from '#platform';
import { callbackJob } from './callback-jobs.js';
import { DeliveryStore } from './db/delivery.store.js';

const FIRST = ['', '00000000-0000-0000-0000-000000000000'] as const;

/** Finds what should have been sent and was not: its job was lost, or its sender died (I10). */
@FindsOwed({ name: 'callbacks.deliveries', everySeconds: 10 })
@Injectable()
export class OwedCallbacks implements OwedWork {
  constructor(private readonly deliveries: DeliveryStore) {}

  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    const [guildId = '', endpointId = ''] = after?.split(':') ?? FIRST;
    const overdue = await this.deliveries.overdue(tx, { guildId, endpointId }, limit);
    const last = overdue.at(-1);
    return {
      jobs: overdue.map((endpoint) => callbackJob(endpoint, endpoint.failures)),
      next: overdue.length < limit || last === undefined ? null : `${last.guildId}:${last.endpointId}`,
    };
  }
}
