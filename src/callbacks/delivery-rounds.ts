import { Inject, Injectable } from '@nestjs/common';
import { Jobs } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';
import { CallBodies } from './call-bodies.js';
import { callbackJob } from './callback-jobs.js';
import { CallbackMetrics } from './callback-metrics.js';
import { DeliveryStore, type Attempt, type ClaimedDelivery, type EndpointKey } from './db/delivery.store.js';
import { EndpointStore, type SendingEndpoint } from './db/endpoint.store.js';
import { judge, type Verdict } from './domain/verdict.js';
import { EndpointSwitch } from './endpoint-switch.js';
import { TargetCaller, type Called } from './target-caller.js';

/** Calls to one endpoint at once; one that fails is tried with a single one. */
const AT_ONCE = 8;
/** Past it a job makes room for others. */
const ROUND_MS = 20_000;
/** Longer than a call can take and be written down. */
const LEASE_MS = 60_000;
const FAILING_FOR_MS = 3 * 86_400_000;

interface Sent {
  readonly delivery: ClaimedDelivery;
  readonly called: Called;
  readonly verdict: Verdict;
}

/** Sends one endpoint what it is owed, until there is no more, it fails, or others want their turn. */
@Injectable()
export class DeliveryRounds {
  constructor(
    private readonly database: Database,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly bodies: CallBodies,
    private readonly caller: TargetCaller,
    private readonly switches: EndpointSwitch,
    private readonly metrics: CallbackMetrics,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(key: EndpointKey, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const now = this.clock.now();
      const endpoint = await this.endpoints.toSendTo(key.guildId, key.endpointId, now);
      if (endpoint === null || endpoint.status === 'disabled') return;
      if (endpoint.pausedUntil !== null && endpoint.pausedUntil > now) {
        return this.comeBack(key, endpoint.failures, endpoint.pausedUntil);
      }
      if (performance.now() - begun > ROUND_MS) return this.comeBack(key, endpoint.failures, now);
      if (!(await this.sendSome(key, endpoint, now, signal))) {
        const next = await this.deliveries.nextDue(key);
        // The failures of a single delivery are no reason to count its endpoint among those that fail.
        return next === null ? undefined : this.comeBack(key, endpoint.failures, next);
      }
    }
  }

  /** False when nothing is due. */
  private async sendSome(
    key: EndpointKey,
    endpoint: SendingEndpoint,
    now: Date,
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const limit = endpoint.failures > 0 ? 1 : AT_ONCE;
    const lease = new Date(now.getTime() + LEASE_MS);
    const claimed = await this.deliveries.claim(key, now, limit, lease);
    if (claimed.length === 0) return false;
    const bodies = await this.bodies.of(key.guildId, claimed, endpoint.sourceId);
    const settled = await Promise.allSettled(
      claimed.map((delivery) => this.send(delivery, bodies.get(delivery.id)!, endpoint, signal)),
    );
    const sent = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await this.settle(key, sent);
    if (sent.length === claimed.length) return true;
    const done = new Set(sent.map(({ delivery }) => delivery.id));
    const unsent = claimed.map(({ id }) => id).filter((id) => !done.has(id));
    await this.deliveries.release(key.guildId, unsent, this.clock.now());
    signal.throwIfAborted();
    const broken = settled.find((each) => each.status === 'rejected');
    throw broken?.reason;
  }

  private async send(
    delivery: ClaimedDelivery,
    body: string,
    { url, secrets, failures }: SendingEndpoint,
    signal: AbortSignal,
  ): Promise<Sent> {
    const called = await this.caller.call(url, { id: delivery.id, body, secrets }, signal);
    const before = { ofDelivery: delivery.failures, ofEndpoint: failures };
    const verdict = judge(called, before, this.clock.now(), Math.random());
    this.metrics.called(verdict.delivery, called.latencyMs / 1_000);
    return { delivery, called, verdict };
  }

  private async settle(key: EndpointKey, sent: readonly Sent[]): Promise<void> {
    const verdict = worstOf(sent);
    if (verdict === null) return;
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await this.deliveries.settle(tx, key.guildId, sent.map(attemptOf));
      if (verdict.endpoint === 'gone') return this.switches.offIn(tx, key, 'gone', now);
      const since = await this.endpoints.note(tx, key.guildId, key.endpointId, verdict, now);
      if (since !== null && now.getTime() - since.getTime() > FAILING_FOR_MS) {
        await this.switches.offIn(tx, key, 'failing', now);
      }
    });
  }

  private async comeBack(key: EndpointKey, failures: number, at: Date): Promise<void> {
    await this.jobs.addMany([callbackJob(key, failures, at)]);
  }
}

/** What a few calls at once say of their endpoint: gone before all; taken once is well; then the longest pause. */
function worstOf(sent: readonly Sent[]): Verdict | null {
  const verdicts = sent.map(({ verdict }) => verdict);
  const of = (endpoint: Verdict['endpoint']): Verdict[] =>
    verdicts.filter((verdict) => verdict.endpoint === endpoint);
  const byPause = of('unwell').toSorted(
    (a, b) => (b.pauseUntil?.getTime() ?? 0) - (a.pauseUntil?.getTime() ?? 0),
  );
  return of('gone')[0] ?? of('well')[0] ?? byPause[0] ?? verdicts[0] ?? null;
}

function attemptOf({ delivery, called, verdict }: Sent): Attempt {
  return {
    id: delivery.id,
    state: verdict.delivery === 'later' ? 'pending' : verdict.delivery,
    failures: verdict.delivery === 'delivered' ? delivery.failures : delivery.failures + 1,
    nextAttemptAt: verdict.retryAt,
    at: called.at,
    statusCode: called.statusCode,
    latencyMs: called.latencyMs,
    error: called.error,
  };
}
