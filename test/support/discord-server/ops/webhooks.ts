import { randomBytes } from 'node:crypto';
import { GatewayDispatchEvents, WebhookType } from 'discord-api-types/v10';
import type { APIWebhook } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import { presentUser } from '../world/present.js';
import type { ChannelRecord, MessageRecord, UploadedFile, WebhookRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import type { MessageBody } from './message-body.js';
import { createMessage } from './messages.js';

const MAX_PER_CHANNEL = 15;

export function addWebhook(
  world: World,
  channel: ChannelRecord,
  name: string,
  creatorId: string,
): WebhookRecord {
  if (channel.guildId === null || channel.thread) throw refuse.wrongChannelType();
  const here = [...world.webhooks.values()].filter((one) => one.channelId === channel.id);
  if (here.length >= MAX_PER_CHANNEL) throw refuse.tooManyWebhooks();
  const webhook: WebhookRecord = {
    id: world.ids.next(),
    token: randomBytes(51).toString('base64url'),
    name,
    channelId: channel.id,
    guildId: channel.guildId,
    creatorId,
    applicationId: creatorId === world.botId ? world.botId : null,
  };
  world.webhooks.set(webhook.id, webhook);
  tellWebhooks(world, webhook);
  return webhook;
}

export function tellWebhooks(world: World, { guildId, channelId }: WebhookRecord): void {
  world.dispatch({
    event: GatewayDispatchEvents.WebhooksUpdate,
    data: { guild_id: guildId, channel_id: channelId },
    guildId,
    channelId,
  });
}

export function removeWebhook(world: World, webhook: WebhookRecord): void {
  world.webhooks.delete(webhook.id);
  tellWebhooks(world, webhook);
}

export function presentWebhook(world: World, webhook: WebhookRecord, withToken = true): APIWebhook {
  return {
    id: webhook.id,
    type: WebhookType.Incoming,
    name: webhook.name,
    avatar: null,
    channel_id: webhook.channelId,
    guild_id: webhook.guildId,
    application_id: webhook.applicationId,
    user: presentUser(world.user(webhook.creatorId)),
    ...(withToken ? { token: webhook.token } : {}),
    url: `${world.origin}/api/webhooks/${webhook.id}/${webhook.token}`,
  };
}

export function postWebhook(
  world: World,
  webhook: WebhookRecord,
  body: MessageBody,
  options: { files?: readonly UploadedFile[]; threadId?: string | null } = {},
): MessageRecord {
  const channel = world.channel(options.threadId ?? webhook.channelId);
  if (options.threadId && channel.parentId !== webhook.channelId) throw refuse.unknownChannel();
  return createMessage(world, {
    channel,
    authorId: webhook.id,
    body,
    voice: 'webhook',
    files: options.files ?? [],
    extra: {
      webhook_id: webhook.id,
      ...(webhook.applicationId ? { application_id: webhook.applicationId } : {}),
      author: {
        id: webhook.id,
        username: body.username ?? webhook.name,
        discriminator: '0000',
        global_name: null,
        avatar: null,
        bot: true,
      },
    },
  });
}
