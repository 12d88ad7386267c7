import { AuditLogEvent, GatewayDispatchEvents, GatewayIntentBits, MessageType } from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { audit } from '../../ops/audit.js';
import { createMessage, editMessage, removeMessage } from '../../ops/messages.js';
import type { MessageBody } from '../../ops/message-body.js';
import { compareSnowflakes, snowflakeTime } from '../../snowflake.js';
import { withoutContent } from '../../world/content-access.js';
import { demandChannel } from '../../world/permissions.js';
import { presentMessage } from '../../world/present.js';
import type { ChannelRecord, MessageRecord } from '../../world/records.js';
import type { World } from '../../world/world.js';
import { limitOf, param, route } from '../route.js';
import type { RestRequest } from '../route.js';
import { visibleChannel } from './channels.js';

const MAX_PINS = 250;
const BULK_AGE_MS = 14 * 24 * 3_600_000;

/** A message as the application may read it: over HTTP the portal's switch decides, not the session's intents. */
export function readable(world: World, record: MessageRecord): unknown {
  const message = presentMessage(world, record);
  const may = (world.application.privilegedIntents & GatewayIntentBits.MessageContent) !== 0;
  return may ? message : withoutContent(world, { ...message });
}

function publicMessage(request: RestRequest, channel: ChannelRecord): MessageRecord {
  const record = request.world.message(channel.id, param(request, 'message_id'));
  if (record.ephemeralFor !== null) throw refuse.unknownMessage();
  return record;
}

function listMessages(request: RestRequest): unknown {
  const channel = visibleChannel(request);
  if (channel.guildId) demandChannel(request.world, channel, request.actorId, 'ReadMessageHistory');
  const limit = limitOf(request, 50, 100);
  const { query } = request;
  const [before, after, around] = [query.get('before'), query.get('after'), query.get('around')];
  const all = [...channel.messages.values()].filter((record) => record.ephemeralFor === null);
  let page: MessageRecord[];
  if (around) {
    const at = all.findIndex((record) => compareSnowflakes(record.message.id, around) >= 0);
    page = all.slice(
      Math.max(0, at - Math.floor(limit / 2)),
      Math.max(0, at - Math.floor(limit / 2)) + limit,
    );
  } else if (after) {
    page = all.filter((record) => compareSnowflakes(record.message.id, after) > 0).slice(0, limit);
  } else {
    page = all.filter((record) => !before || compareSnowflakes(record.message.id, before) < 0).slice(-limit);
  }
  return page.reverse().map((record) => readable(request.world, record));
}

function deleteOne(request: RestRequest): void {
  const { world, actorId, reason } = request;
  const channel = visibleChannel(request);
  const record = publicMessage(request, channel);
  const own = record.authorId === actorId;
  if (!own) demandChannel(world, channel, actorId, 'ManageMessages');
  removeMessage(world, record);
  if (own || channel.guildId === null) return;
  audit(world, world.guild(channel.guildId), {
    action: AuditLogEvent.MessageDelete,
    actorId,
    targetId: record.authorId,
    reason,
    options: { channel_id: channel.id, count: '1' },
  });
}

function deleteMany(request: RestRequest): void {
  const { world, actorId } = request;
  const channel = visibleChannel(request);
  demandChannel(world, channel, actorId, 'ManageMessages');
  const ids = (request.body as { messages: string[] }).messages;
  if (ids.some((id) => world.clock.now() - snowflakeTime(id) > BULK_AGE_MS))
    throw refuse.tooOldToBulkDelete();
  const gone = ids.filter((id) => channel.messages.delete(id));
  world.dispatch({
    event: GatewayDispatchEvents.MessageDeleteBulk,
    data: { ids: gone, channel_id: channel.id, ...(channel.guildId ? { guild_id: channel.guildId } : {}) },
    guildId: channel.guildId,
    channelId: channel.id,
  });
}

function pin(request: RestRequest, pinned: boolean): void {
  const channel = visibleChannel(request);
  const record = publicMessage(request, channel);
  if (channel.guildId) demandChannel(request.world, channel, request.actorId, 'PinMessages');
  const pins = [...channel.messages.values()].filter((one) => one.message.pinned);
  if (pinned && pins.length >= MAX_PINS) throw refuse.tooManyPins();
  record.message = { ...record.message, pinned };
  request.world.dispatch({
    event: GatewayDispatchEvents.ChannelPinsUpdate,
    data: {
      channel_id: channel.id,
      last_pin_timestamp: request.world.clock.iso(),
      ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    },
    guildId: channel.guildId,
    channelId: channel.id,
  });
}

function listPins(request: RestRequest): unknown {
  const channel = visibleChannel(request);
  const pins = [...channel.messages.values()].filter((one) => one.message.pinned);
  const items = pins.map((one) => ({
    pinned_at: one.message.timestamp,
    message: readable(request.world, one),
  }));
  return { items, has_more: false };
}

export const messageRoutes = [
  route('GET /channels/{channel_id}/messages', listMessages),
  route('POST /channels/{channel_id}/messages', (request) => {
    const { world, actorId, files } = request;
    const body = request.body as MessageBody;
    const channel = visibleChannel(request);
    return presentMessage(
      world,
      createMessage(world, { channel, authorId: actorId, body, files, voice: 'member' }),
    );
  }),
  route('POST /channels/{channel_id}/messages/bulk-delete', deleteMany),
  route('GET /channels/{channel_id}/messages/pins', listPins),
  route('PUT /channels/{channel_id}/messages/pins/{message_id}', (request) => pin(request, true)),
  route('DELETE /channels/{channel_id}/messages/pins/{message_id}', (request) => pin(request, false)),
  route('GET /channels/{channel_id}/messages/{message_id}', (request) => {
    const channel = visibleChannel(request);
    if (channel.guildId) demandChannel(request.world, channel, request.actorId, 'ReadMessageHistory');
    return readable(request.world, publicMessage(request, channel));
  }),
  route('PATCH /channels/{channel_id}/messages/{message_id}', (request) => {
    const record = publicMessage(request, visibleChannel(request));
    if (record.message.type !== MessageType.Default && record.message.type !== MessageType.Reply)
      throw refuse.systemMessage();
    if (record.authorId !== request.actorId) throw refuse.editNotOwn();
    return presentMessage(
      request.world,
      editMessage(request.world, record, request.body as MessageBody, request.files),
    );
  }),
  route('DELETE /channels/{channel_id}/messages/{message_id}', deleteOne),
  route('PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me', (request) => {
    const channel = visibleChannel(request);
    const record = publicMessage(request, channel);
    if (channel.guildId)
      demandChannel(request.world, channel, request.actorId, 'AddReactions', 'ReadMessageHistory');
    request.world.dispatch({
      event: GatewayDispatchEvents.MessageReactionAdd,
      data: {
        user_id: request.actorId,
        channel_id: channel.id,
        message_id: record.message.id,
        message_author_id: record.authorId,
        emoji: { id: null, name: decodeURIComponent(param(request, 'emoji_name')) },
        burst: false,
        type: 0,
        ...(channel.guildId ? { guild_id: channel.guildId } : {}),
      },
      guildId: channel.guildId,
      channelId: channel.id,
    });
  }),
];
