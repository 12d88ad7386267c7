import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Documented, Public } from '#http';
import { CLOCK, type Clock } from '#kernel';
import { RefusedSignals } from '../refused-signals.js';
import { isDiscordRefusal } from '../domain/webhook/discord-refusal.js';
import { fromGithubWebhook } from '../domain/webhook/from-github-webhook.js';
import { isRecord } from '../domain/webhook/loose.js';
import { fromSlackWebhook } from '../domain/webhook/from-slack-webhook.js';
import { Intake } from '../intake.service.js';
import { compatibleWebhookDocs } from './compatible-webhook.docs.js';
import { DiscordError } from './discord-error.js';
import { header } from './source-login.js';
import { readWebhookPayload } from './webhook-body.js';
import { alertContext, WebhookLogin } from './webhook-login.js';
import { WEBHOOK_PATHS, WebhookRoute, type WebhookRequest } from './webhook-route.js';

/** A push of many commits is large; GitHub itself stops at 25 MB. */
const GITHUB_BYTES = 8 * 1024 * 1024;

/** The other two formats that a Discord webhook takes, under its URL. */
@Public()
@Documented(compatibleWebhookDocs)
@Controller(WEBHOOK_PATHS)
export class CompatibleWebhookController {
  constructor(
    private readonly webhooks: WebhookLogin,
    private readonly intake: Intake,
    private readonly refusals: RefusedSignals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('slack')
  @WebhookRoute({ types: ['application/json', 'application/x-www-form-urlencoded'] })
  async slack(@Req() request: WebhookRequest, @Res() reply: FastifyReply): Promise<void> {
    const source = await this.webhooks.loginToSend(request, reply);
    const payload = await readWebhookPayload(request, 'payload');
    const context = alertContext(source, this.clock.now());
    const read = fromSlackWebhook(payload, context);
    if (isDiscordRefusal(read)) {
      this.refusals.note(source, 'flag');
      throw new DiscordError('invalid', read);
    }
    await this.intake.accept(source, read.signal);
    void reply.code(200).type('text/plain; charset=utf-8').send('ok');
  }

  @Post('github')
  @HttpCode(204)
  @WebhookRoute({
    types: ['application/json', 'application/x-www-form-urlencoded'],
    maxBytes: GITHUB_BYTES,
  })
  async github(
    @Req() request: WebhookRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const source = await this.webhooks.loginToSend(request, reply);
    const event = header(request, 'x-github-event');
    if (event === null) throw new DiscordError('invalid', NO_EVENT);
    const payload = await readWebhookPayload(request, 'payload');
    if (!isRecord(payload)) throw new DiscordError('invalid', NO_OBJECT);
    const context = alertContext(source, this.clock.now());
    const signal = fromGithubWebhook(event, header(request, 'x-github-delivery'), payload, context);
    if (signal !== null) await this.intake.accept(source, signal);
  }
}

const NO_OBJECT = {
  code: 50035,
  message: 'Invalid Form Body',
  errors: {
    _errors: [{ code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' }],
  },
};
const NO_EVENT = {
  code: 50035,
  message: 'Invalid Form Body',
  errors: {
    event: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'The header X-GitHub-Event is required' }] },
  },
};
