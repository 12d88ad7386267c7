import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { CONFIG, type Config } from '#config';
import { CLOCK, type Clock } from '#kernel';
import { requestOutside } from '#platform';
import { admitTarget } from './domain/admit-target.js';
import { retryAfterOf, type Answer } from './domain/verdict.js';

/** From the first look-up to the head of the answer. */
const WITHIN_MS = 10_000;

export interface Call {
  /** The same for every attempt: what a receiver tells repeats by. */
  readonly id: string;
  readonly body: string;
  /** Signed with each of them. */
  readonly secrets: readonly string[];
}

export interface Called extends Answer {
  readonly at: Date;
  readonly latencyMs: number;
}

/** Makes signed calls, as Standard Webhooks has them, and none to where it must not. */
@Injectable()
export class TargetCaller {
  private readonly ownHosts: readonly string[];

  constructor(
    @Inject(CONFIG) { callbacks }: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.ownHosts = callbacks.ownHosts;
  }

  /** Null when an address may be called, else a sentence that says why it may not. */
  refusalOf(address: string): string | null {
    const admission = admitTarget(address, this.ownHosts);
    return 'refusal' in admission ? admission.refusal : null;
  }

  /** Rejects with the reason of the signal alone. */
  async call(address: string, call: Call, signal: AbortSignal): Promise<Called> {
    const at = this.clock.now();
    const begun = performance.now();
    const answer = await this.answerOf(address, call, at, signal);
    return { ...answer, at, latencyMs: Math.round(performance.now() - begun) };
  }

  private async answerOf(address: string, call: Call, at: Date, signal: AbortSignal): Promise<Answer> {
    const admission = admitTarget(address, this.ownHosts);
    if ('refusal' in admission) return failed(admission.refusal);
    const late = AbortSignal.timeout(WITHIN_MS);
    try {
      const request = { method: 'POST', headers: headersOf(call, at), body: call.body } as const;
      const response = await requestOutside(admission, request, AbortSignal.any([signal, late]));
      return this.read(response);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (late.aborted) return failed(`It did not answer within ${WITHIN_MS / 1_000} s.`);
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  /** What it says beside its status is nothing to us. */
  private read(response: IncomingMessage): Answer {
    const { statusCode = 0, headers } = response;
    response.on('error', () => {}).destroy();
    const isGood = statusCode >= 200 && statusCode < 300;
    return {
      statusCode,
      error: isGood ? null : `It answered ${statusCode}.`,
      retryAfterMs: retryAfterOf(headers['retry-after'], this.clock.now()),
    };
  }
}

const LONGEST_ERROR = 500;

function failed(error: string): Answer {
  return { statusCode: null, error: error.slice(0, LONGEST_ERROR), retryAfterMs: null };
}

function headersOf({ id, body, secrets }: Call, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
