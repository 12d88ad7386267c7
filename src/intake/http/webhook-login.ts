import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isSnowflake } from '#kernel';
import { SourceDirectory, type SourceForIntake } from '#sources';
import { RefusedSignals } from '../refused-signals.js';
import type { Grant } from '../domain/token-bucket.js';
import type { AlertContext } from '../domain/webhook/signal-of-alert.js';
import { DiscordError, INVALID_TOKEN, UNKNOWN_WEBHOOK } from './discord-error.js';
import { FailedEntries } from './failed-entries.js';
import { closedSource, tooFast } from './signal-refusals.js';
import { SourceRate } from '../rate/source-rate.js';
import type { WebhookRequest } from './webhook-route.js';

const VERSION = /^v\d{1,2}$/;

/** Which source a webhook URL belongs to, and whether it may send now. */
@Injectable()
export class WebhookLogin {
  constructor(
    private readonly sources: SourceDirectory,
    private readonly failedEntries: FailedEntries,
    private readonly rate: SourceRate,
    private readonly refusals: RefusedSignals,
  ) {}

  async login({ params, ip }: WebhookRequest): Promise<SourceForIntake> {
    const { id, token, version } = params;
    if (!isSnowflake(id) || (version !== undefined && !VERSION.test(version))) {
      throw new DiscordError('not_found', UNKNOWN_WEBHOOK);
    }
    const source = await this.sources.byWebhook(id, token);
    if (source === null) {
      this.failedEntries.note(ip);
      throw new DiscordError('unauthenticated', INVALID_TOKEN);
    }
    if (source.status === 'approved') return source;
    this.refusals.note(source, 'unknown');
    throw closedSource(source.status);
  }

  /** The same, for a call that brings a signal. */
  async loginToSend(request: WebhookRequest, reply: FastifyReply): Promise<SourceForIntake> {
    const source = await this.login(request);
    const grant = await this.rate.take(source, 1);
    showRate(reply, grant);
    if (grant.granted === 1) return source;
    this.refusals.note(source, 'unknown');
    throw tooFast(grant);
  }
}

/** What the readers of foreign formats must know of the source. */
export function alertContext(source: SourceForIntake, now: Date): AlertContext {
  return { guildId: source.guildId, sourceId: source.id, settings: source.settings, now };
}

/** Clients pause by these: with nothing left, until there is one again. */
function showRate(reply: FastifyReply, grant: Grant): void {
  const resetMs = grant.remaining === 0 ? grant.retryAfterMs : grant.fullAfterMs;
  void reply.headers({
    'x-ratelimit-limit': grant.limitPerMinute,
    'x-ratelimit-remaining': grant.remaining,
    'x-ratelimit-reset': ((Date.now() + resetMs) / 1000).toFixed(3),
    'x-ratelimit-reset-after': (resetMs / 1000).toFixed(3),
    'x-ratelimit-bucket': 'docket-source',
  });
}
