import { Inject, Injectable } from '@nestjs/common';
import { EventLog, LogCursors } from '#events';
import { Jobs } from '#jobs';
import { type Clock, CLOCK, DomainError, isUuid, newId } from '#kernel';
import { Database, type Tx } from '#platform';
import { newSigningSecret, SourcesService } from '#sources';
import { CALLBACK_CONSUMER } from './callback-consumer.js';
import { callbackJob } from './callback-jobs.js';
import { DeliveryStore } from './db/delivery.store.js';
import { EndpointStore, type Beginning } from './db/endpoint.store.js';
import type {
  EndpointDetails,
  EndpointFacts,
  EndpointStatus,
  NewEndpointDetails,
} from './domain/endpoint.js';
import { TEST_TYPE } from './domain/message.js';
import { EndpointSwitch } from './endpoint-switch.js';
import { TargetCaller } from './target-caller.js';

/** Each event is owed to each of them. */
const MOST_ENDPOINTS = 20;
const PREVIOUS_SECRET_MS = 24 * 3_600_000;

export type EndpointChanges = Partial<EndpointDetails> & { readonly status?: EndpointStatus };

/** The endpoints of a guild: who is told about its tickets. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly database: Database,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly cursors: LogCursors,
    private readonly log: EventLog,
    private readonly sources: SourcesService,
    private readonly caller: TargetCaller,
    private readonly switches: EndpointSwitch,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** It is told of what happens from now on. Throws `bad_callback_url`, `unknown_source` and `too_many_callbacks`. */
  async create(
    guildId: string,
    details: NewEndpointDetails,
  ): Promise<{ endpoint: EndpointFacts; secret: string }> {
    this.requireCallable(details.url);
    if (details.sourceId !== null) await this.sources.get(guildId, details.sourceId);
    const secret = newSigningSecret();
    const endpoint = await this.database.transaction(async (tx) => {
      // Held to the end of the transaction: of two at once one counts the other. It may end in between.
      do await this.cursors.begin(guildId, CALLBACK_CONSUMER, tx);
      while (!(await this.cursors.hold(tx, guildId, CALLBACK_CONSUMER)));
      if ((await this.endpoints.count(tx, guildId)) >= MOST_ENDPOINTS) throw tooMany();
      return this.endpoints.add(tx, guildId, newId(), details, secret, await this.now(tx, guildId));
    });
    return { endpoint, secret };
  }

  async get(guildId: string, id: string): Promise<EndpointFacts> {
    return this.found(guildId, id);
  }

  /** Switched on again it is told of what happens from then on. */
  async change(guildId: string, id: string, { status, ...changes }: EndpointChanges): Promise<EndpointFacts> {
    if (changes.url !== undefined) this.requireCallable(changes.url);
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const present = await this.found(guildId, id, tx);
      await this.endpoints.change(tx, guildId, id, { ...present, ...changes }, now);
      if (status === 'active') await this.endpoints.enable(tx, guildId, id, await this.now(tx, guildId));
      if (status === 'disabled') {
        await this.switches.offIn(tx, { guildId, endpointId: id }, 'asked', now);
      }
      return this.found(guildId, id, tx);
    });
  }

  /** What was owed to it is not sent any more. */
  async remove(guildId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.cursors.hold(tx, guildId, CALLBACK_CONSUMER);
      if (!isUuid(id) || !(await this.endpoints.remove(tx, guildId, id))) throw unknownEndpoint();
      if ((await this.endpoints.count(tx, guildId)) === 0) {
        await this.cursors.end(guildId, CALLBACK_CONSUMER, tx);
      }
    });
  }

  /** For a day calls are signed with the secret before as well, so that the receiver can change over. */
  async rotateSecret(guildId: string, id: string): Promise<{ endpoint: EndpointFacts; secret: string }> {
    const secret = newSigningSecret();
    const at = this.clock.now();
    const until = new Date(at.getTime() + PREVIOUS_SECRET_MS);
    const endpoint = isUuid(id) ? await this.endpoints.rotate(guildId, id, secret, at, until) : null;
    if (endpoint === null) throw unknownEndpoint();
    return { endpoint, secret };
  }

  /** Owes it a call that tells of nothing; answers its id. Throws `callback_disabled`. */
  async test(guildId: string, id: string): Promise<string> {
    const deliveryId = newId();
    const endpoint = await this.database.transaction(async (tx) => {
      const present = await this.found(guildId, id, tx);
      if (present.status === 'disabled') throw endpointDisabled();
      const at = this.clock.now();
      const nothing = { seq: null, ticketId: null, actorType: null, actorId: null } as const;
      const told = { guildId, endpointId: id, type: TEST_TYPE, at, createdAt: at } as const;
      await this.deliveries.owe(tx, [{ id: deliveryId, ...told, ...nothing }]);
      return present;
    });
    await this.jobs.addMany([callbackJob({ guildId, endpointId: id }, endpoint.failures)]);
    return deliveryId;
  }

  private async now(tx: Tx, guildId: string): Promise<Beginning> {
    return { at: this.clock.now(), sinceSeq: await this.log.head(guildId, tx) };
  }

  private async found(guildId: string, id: string, tx?: Tx): Promise<EndpointFacts> {
    const endpoint = isUuid(id) ? await this.endpoints.byId(guildId, id, tx) : null;
    if (endpoint === null) throw unknownEndpoint();
    return endpoint;
  }

  private requireCallable(url: string): void {
    const refusal = this.caller.refusalOf(url);
    if (refusal !== null) throw new DomainError('invalid', 'bad_callback_url', refusal);
  }
}

function unknownEndpoint(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_callback',
    'This guild has no such endpoint of callbacks. The list shows those it has.',
  );
}

export function endpointDisabled(): DomainError {
  return new DomainError(
    'conflict',
    'callback_disabled',
    'This endpoint is disabled, so nothing is sent to it. Set its status to active first.',
  );
}

function tooMany(): DomainError {
  return new DomainError(
    'conflict',
    'too_many_callbacks',
    `This guild has ${MOST_ENDPOINTS} endpoints, which is the most. Remove one that nobody needs.`,
  );
}
