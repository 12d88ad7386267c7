import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptsBody, Documented, Public } from '#http';
import { CLOCK, type Clock } from '#kernel';
import type { SourceForIntake } from '#sources';
import { RefusedSignals } from '../refused-signals.js';
import type { NewSignal } from '../domain/new-signal.js';
import { parseSignal } from '../domain/parse-signal.js';
import type { Receipt } from '../domain/receipt.js';
import type { Grant } from '../domain/token-bucket.js';
import { Intake } from '../intake.service.js';
import { signalsDocs } from './signals.docs.js';
import { showRate } from './rate-headers.js';
import { receiptSchema } from './receipt-schema.js';
import { SignalBatches, signalsIn, type SignalResult } from './signal-batches.js';
import { invalidSignal, kindOf, tooFast } from './signal-refusals.js';
import { header, SourceLogin } from './source-login.js';
import { SourceRate } from '../rate/source-rate.js';
import { usableWebhookId } from './standard-webhook.js';

type GuildRequest = FastifyRequest<{ Params: { guildId: string } }>;

const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * The native door. Public to the guard of staff: sources log in here, not people. The busiest path there is,
 * so it takes requests as Fastify has them, without pipes, and its bodies are checked by one compiled schema.
 */
@Public()
@Documented(signalsDocs)
@Controller('v1/guilds/:guildId/signals')
export class SignalsController {
  constructor(
    private readonly sources: SourceLogin,
    private readonly rate: SourceRate,
    private readonly intake: Intake,
    private readonly batches: SignalBatches,
    private readonly refusals: RefusedSignals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @AcceptsBody({ raw: true })
  @RouteSchema({ response: { 202: receiptSchema } })
  async accept(
    @Req() request: GuildRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt> {
    const source = await this.sources.login(request.params.guildId, request);
    const grant = await this.rate.take(source, 1);
    showRate(reply, grant);
    if (grant.granted === 0) throw this.refused(source, grant, 1);
    const parsed = parseSignal(request.body, this.clock.now());
    if ('problems' in parsed) {
      this.refusals.note(source, kindOf(request.body));
      throw invalidSignal(parsed.problems);
    }
    return this.intake.accept(source, withExternalId(parsed.signal, request));
  }

  @Post('batch')
  @HttpCode(202)
  @AcceptsBody({ raw: true, maxBytes: BATCH_BYTES })
  async acceptBatch(
    @Req() request: GuildRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ results: SignalResult[] }> {
    const source = await this.sources.login(request.params.guildId, request);
    const signals = signalsIn(request.body);
    const grant = await this.rate.take(source, signals.length);
    showRate(reply, grant);
    if (grant.granted === 0 && signals.length > 0) throw this.refused(source, grant, signals.length);
    return { results: await this.batches.accept(source, signals, grant) };
  }

  private refused(source: SourceForIntake, grant: Grant, count: number): Error {
    this.refusals.note(source, 'unknown', count);
    return tooFast(grant);
  }
}

/** A message that names itself is the same signal when it is sent again. */
function withExternalId(signal: NewSignal, request: FastifyRequest): NewSignal {
  if (signal.externalId !== null) return signal;
  const webhookId = header(request, 'webhook-id');
  return webhookId === null ? signal : { ...signal, externalId: usableWebhookId(webhookId) };
}
