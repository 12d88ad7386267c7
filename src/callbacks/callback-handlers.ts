import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { DeliveryRounds } from './delivery-rounds.js';

type Payload = JobPayloads['callbacks.deliver'];

/** Endpoints that take what they are sent. */
@HandlesJob('callbacks.deliver')
@Injectable()
export class DeliverCallbacks implements JobHandler<Payload> {
  constructor(private readonly rounds: DeliveryRounds) {}

  handle(endpoint: Payload, { signal }: JobRun): Promise<void> {
    return this.rounds.run(endpoint, signal);
  }
}

/** Endpoints that did not the last time. */
@HandlesJob('callbacks.retry')
@Injectable()
export class RetryCallbacks implements JobHandler<Payload> {
  constructor(private readonly rounds: DeliveryRounds) {}

  handle(endpoint: Payload, { signal }: JobRun): Promise<void> {
    return this.rounds.run(endpoint, signal);
  }
}
