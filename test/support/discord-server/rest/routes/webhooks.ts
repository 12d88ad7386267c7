import type { RESTPatchAPIWebhookJSONBody, RESTPostAPIChannelWebhookJSONBody } from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { answered, deleteAnswer, findAnswer, followUp } from '../../interactions/follow-ups.js';
import { editMessage, removeMessage } from '../../ops/messages.js';
import type { MessageBody } from '../../ops/message-body.js';
import { addWebhook, postWebhook, presentWebhook, removeWebhook } from '../../ops/webhooks.js';
import { demandChannel, demandGuild } from '../../world/permissions.js';
import { presentMessage } from '../../world/present.js';
import type { MessageRecord, WebhookRecord } from '../../world/records.js';
import { isTrue, param, route } from '../route.js';
import type { RestRequest } from '../route.js';
import { visibleChannel } from './channels.js';
import { joinedGuild } from './guilds.js';

/** Interaction tokens live under the application's id; everything else here is a channel's webhook. */
function isInteraction(request: RestRequest): boolean {
  return param(request, 'webhook_id') === request.world.application.id;
}

function byToken(request: RestRequest): WebhookRecord {
  const webhook = request.world.webhooks.get(param(request, 'webhook_id'));
  if (!webhook) throw refuse.unknownWebhook();
  if (webhook.token !== param(request, 'webhook_token')) throw refuse.invalidWebhookToken();
  return webhook;
}

function owned(request: RestRequest): WebhookRecord {
  const webhook = request.world.webhooks.get(param(request, 'webhook_id'));
  if (!webhook) throw refuse.unknownWebhook();
  demandChannel(request.world, request.world.channel(webhook.channelId), request.actorId, 'ManageWebhooks');
  return webhook;
}

function execute(request: RestRequest): unknown {
  const { world, files, query } = request;
  const body = request.body as MessageBody;
  if (isInteraction(request)) {
    const interaction = answered(world, param(request, 'webhook_token'));
    return presentMessage(world, followUp(world, interaction, body, files));
  }
  const record = postWebhook(world, byToken(request), body, { files, threadId: query.get('thread_id') });
  return isTrue(query.get('wait')) ? presentMessage(world, record) : undefined;
}

function named(request: RestRequest): { record: MessageRecord; remove: () => void } {
  const { world } = request;
  const messageId = request.params.message_id ?? '@original';
  if (isInteraction(request)) {
    const interaction = answered(world, param(request, 'webhook_token'));
    return {
      record: findAnswer(interaction, messageId),
      remove: () => deleteAnswer(world, interaction, messageId),
    };
  }
  const webhook = byToken(request);
  const record = world.message(request.query.get('thread_id') ?? webhook.channelId, messageId);
  if (record.authorId !== webhook.id) throw refuse.unknownMessage();
  return { record, remove: () => removeMessage(world, record) };
}

const READ = (request: RestRequest): unknown => presentMessage(request.world, named(request).record);
const EDIT = (request: RestRequest): unknown =>
  presentMessage(
    request.world,
    editMessage(request.world, named(request).record, request.body as MessageBody, request.files),
  );
const REMOVE = (request: RestRequest): void => named(request).remove();

export const webhookRoutes = [
  route('GET /channels/{channel_id}/webhooks', (request) => {
    const channel = visibleChannel(request);
    demandChannel(request.world, channel, request.actorId, 'ManageWebhooks');
    const here = [...request.world.webhooks.values()].filter((one) => one.channelId === channel.id);
    return here.map((one) => presentWebhook(request.world, one));
  }),
  route('POST /channels/{channel_id}/webhooks', (request) => {
    const channel = visibleChannel(request);
    demandChannel(request.world, channel, request.actorId, 'ManageWebhooks');
    const { name } = request.body as RESTPostAPIChannelWebhookJSONBody;
    return presentWebhook(request.world, addWebhook(request.world, channel, name, request.actorId));
  }),
  route('GET /guilds/{guild_id}/webhooks', (request) => {
    const guild = joinedGuild(request);
    demandGuild(request.world, guild, request.actorId, 'ManageWebhooks');
    const here = [...request.world.webhooks.values()].filter((one) => one.guildId === guild.id);
    return here.map((one) => presentWebhook(request.world, one));
  }),
  route('GET /webhooks/{webhook_id}', (request) => presentWebhook(request.world, owned(request))),
  route('PATCH /webhooks/{webhook_id}', (request) => {
    const webhook = owned(request);
    const body = request.body as RESTPatchAPIWebhookJSONBody;
    if (body.name) webhook.name = body.name;
    if (body.channel_id) webhook.channelId = body.channel_id;
    return presentWebhook(request.world, webhook);
  }),
  route('DELETE /webhooks/{webhook_id}', (request) => removeWebhook(request.world, owned(request))),
  route(
    'GET /webhooks/{webhook_id}/{webhook_token}',
    (request) => presentWebhook(request.world, byToken(request)),
    'none',
  ),
  route('POST /webhooks/{webhook_id}/{webhook_token}', execute, 'none'),
  route(
    'DELETE /webhooks/{webhook_id}/{webhook_token}',
    (request) => removeWebhook(request.world, byToken(request)),
    'none',
  ),
  route('GET /webhooks/{webhook_id}/{webhook_token}/messages/@original', READ, 'none'),
  route('PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original', EDIT, 'none'),
  route('DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original', REMOVE, 'none'),
  route('GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', READ, 'none'),
  route('PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', EDIT, 'none'),
  route('DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', REMOVE, 'none'),
];
