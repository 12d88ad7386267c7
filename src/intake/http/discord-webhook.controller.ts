import type { Readable } from 'node:stream';
import { Controller, Delete, Get, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '#config';
import { Uploads, type UploadSession } from '#evidence';
import { Documented, Public } from '#http';
import { CLOCK, type Clock, type JsonObject } from '#kernel';
import type { SourceForIntake } from '#sources';
import { RefusedSignals } from '../refused-signals.js';
import { isDiscordRefusal } from '../domain/webhook/discord-refusal.js';
import { fromDiscordWebhook } from '../domain/webhook/from-discord-webhook.js';
import { Intake } from '../intake.service.js';
import { discordWebhookDocs } from './discord-webhook.docs.js';
import { DiscordError } from './discord-error.js';
import { messageObject, webhookObject } from './discord-objects.js';
import { readWebhookBody } from './webhook-body.js';
import { alertContext, WebhookLogin } from './webhook-login.js';
import { WEBHOOK_PATHS, WebhookRoute, type WebhookRequest } from './webhook-route.js';

const YES = new Set(['true', 'True', '1']);

/** Discord's webhook calls, so that a tool that posts to Discord posts here unchanged. The URL is the login. */
@Public()
@Documented(discordWebhookDocs)
@Controller(WEBHOOK_PATHS)
export class DiscordWebhookController {
  constructor(
    private readonly webhooks: WebhookLogin,
    private readonly intake: Intake,
    private readonly uploads: Uploads,
    private readonly refusals: RefusedSignals,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `thread_id` and the like are passed over: there is no thread to post to, and the signal matters more. */
  @Post()
  @WebhookRoute({ types: ['application/json', 'multipart/form-data', 'application/x-www-form-urlencoded'] })
  async execute(@Req() request: WebhookRequest, @Res() reply: FastifyReply): Promise<void> {
    const source = await this.webhooks.loginToSend(request, reply);
    const uploads = this.uploads.begin();
    try {
      await this.take(source, uploads, request, reply);
    } finally {
      await uploads.end();
    }
  }

  @Get()
  @WebhookRoute()
  async describe(@Req() request: WebhookRequest): Promise<JsonObject> {
    const source = await this.webhooks.login(request);
    const { token } = request.params;
    return webhookObject(
      source,
      token,
      `${this.config.http.publicUrl}/api/webhooks/${source.id}/${encodeURIComponent(token)}`,
    );
  }

  @Patch()
  @WebhookRoute()
  change(@Req() request: WebhookRequest): Promise<never> {
    return this.refuse(request, KEPT_BY_DOCKET);
  }

  @Delete()
  @WebhookRoute()
  remove(@Req() request: WebhookRequest): Promise<never> {
    return this.refuse(request, KEPT_BY_DOCKET);
  }

  @Get('messages/:messageId')
  @WebhookRoute()
  message(@Req() request: WebhookRequest): Promise<never> {
    return this.refuse(request, NO_MESSAGE);
  }

  @Patch('messages/:messageId')
  @WebhookRoute({ types: ['application/json', 'multipart/form-data'] })
  editMessage(@Req() request: WebhookRequest): Promise<never> {
    return this.refuse(request, NO_MESSAGE);
  }

  @Delete('messages/:messageId')
  @WebhookRoute()
  removeMessage(@Req() request: WebhookRequest): Promise<never> {
    return this.refuse(request, NO_MESSAGE);
  }

  private async take(
    source: SourceForIntake,
    uploads: UploadSession,
    request: WebhookRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const stage = (bytes: Readable) => uploads.stage(bytes);
    const { payload, files } = await readWebhookBody(request, 'payload_json', stage);
    const now = this.clock.now();
    const read = fromDiscordWebhook(payload, files, alertContext(source, now));
    if (isDiscordRefusal(read)) {
      this.refusals.note(source, 'flag');
      throw new DiscordError('invalid', read);
    }
    const kept = await uploads.keep(source.guildId);
    const { signalId } = await this.intake.accept(source, read.signal, kept);
    // Discord, too, waits for a message with files whether or not it is asked to.
    if (!YES.has(String(request.query['wait'])) && files.length === 0) return void reply.code(204).send();
    void reply.code(200).send(messageObject(source, signalId, read.payload, files, now));
  }

  private async refuse(request: WebhookRequest, [kind, refusal]: Refusal): Promise<never> {
    await this.webhooks.login(request);
    throw new DiscordError(kind, refusal);
  }
}

type Refusal = ConstructorParameters<typeof DiscordError>;

const KEPT_BY_DOCKET: Refusal = [
  'forbidden',
  {
    code: 50013,
    message: 'This webhook is a source of Docket: change or retire it in the register of sources.',
  },
];
const NO_MESSAGE: Refusal = [
  'not_found',
  {
    code: 10008,
    message: 'Docket keeps what it was sent and has no messages to show, edit or delete. Post a new one.',
  },
];
