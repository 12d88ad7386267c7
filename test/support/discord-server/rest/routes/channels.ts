import { AuditLogEvent, ChannelType, GatewayDispatchEvents, OverwriteType } from 'discord-api-types/v10';
import type {
  APIOverwrite,
  RESTPatchAPIChannelJSONBody,
  RESTPostAPIGuildChannelJSONBody,
  RESTPutAPIChannelPermissionJSONBody,
} from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { audit } from '../../ops/audit.js';
import { addChannel, demandRename, overwriteFor, removeChannel, tellChannel } from '../../ops/channels.js';
import { setArchived, stateOf } from '../../ops/threads.js';
import {
  bits,
  canSee,
  channelPermissions,
  demandChannel,
  demandGuild,
  has,
} from '../../world/permissions.js';
import { presentChannel } from '../../world/present.js';
import type { ChannelRecord } from '../../world/records.js';
import type { World } from '../../world/world.js';
import { param, route } from '../route.js';
import type { RestRequest } from '../route.js';

const MAX_CHANNELS = 500;

/** The channel of the request, which the bot must be able to see. */
export function visibleChannel(request: RestRequest): ChannelRecord {
  const channel = request.world.channel(param(request, 'channel_id'));
  if (!canSee(request.world, channel, request.actorId)) throw refuse.missingAccess();
  return channel;
}

function bit(value: unknown): bigint {
  return BigInt((value as string | number | null | undefined) ?? 0);
}

function asOverwrite(one: {
  id: string | number;
  type?: number | null | undefined;
  allow?: unknown;
  deny?: unknown;
}): APIOverwrite {
  return overwriteFor(String(one.id), one.type ?? OverwriteType.Role, bit(one.allow), bit(one.deny));
}

function patchThread(request: RestRequest, thread: ChannelRecord, body: RESTPatchAPIChannelJSONBody): void {
  const { world, actorId } = request;
  const state = stateOf(thread);
  const manages = has(channelPermissions(world, thread, actorId), bits(['ManageThreads']));
  const owns = state.ownerId === actorId;
  const onlyReopens = Object.keys(body).length === 1 && body.archived === false && state.members.has(actorId);
  if (!manages && !owns && !onlyReopens) throw refuse.missingPermissions();
  if (!manages && (body.locked !== undefined || body.rate_limit_per_user !== undefined))
    throw refuse.missingPermissions();
  if (state.locked && !manages) throw refuse.missingPermissions();
  if (state.archived && body.archived !== false && Object.keys(body).some((key) => key !== 'locked'))
    throw refuse.threadArchived();
  if (body.name && body.name !== thread.name) {
    demandRename(world, thread);
    thread.name = body.name;
  }
  if (body.archived === false) setArchived(world, thread, false);
  if (body.locked !== undefined) state.locked = body.locked;
  if (body.invitable !== undefined) state.invitable = body.invitable;
  if (body.applied_tags) state.appliedTags = [...body.applied_tags];
  if (body.rate_limit_per_user !== undefined) thread.slowmodeSeconds = body.rate_limit_per_user ?? 0;
  if (body.auto_archive_duration) {
    state.autoArchiveMinutes = body.auto_archive_duration;
    state.archivedAt = state.lastActivityAt = world.clock.now();
  }
  if (body.archived === true && !state.archived) setArchived(world, thread, true);
  else tellChannel(world, thread, GatewayDispatchEvents.ThreadUpdate);
}

function patchGuildChannel(
  request: RestRequest,
  channel: ChannelRecord,
  body: RESTPatchAPIChannelJSONBody,
): void {
  const { world, actorId } = request;
  demandChannel(world, channel, actorId, 'ManageChannels');
  const renames =
    (body.name && body.name !== channel.name) || (body.topic !== undefined && body.topic !== channel.topic);
  if (renames) demandRename(world, channel);
  if (body.name) channel.name = body.name;
  if (body.topic !== undefined) channel.topic = body.topic;
  if (body.parent_id !== undefined) channel.parentId = body.parent_id;
  if (body.nsfw !== undefined) channel.nsfw = body.nsfw ?? false;
  if (body.rate_limit_per_user !== undefined) channel.slowmodeSeconds = body.rate_limit_per_user ?? 0;
  if (body.permission_overwrites) {
    demandChannel(world, channel, actorId, 'ManageRoles');
    channel.overwrites.clear();
    for (const one of body.permission_overwrites) channel.overwrites.set(one.id, asOverwrite(one));
  }
  tellChannel(world, channel, GatewayDispatchEvents.ChannelUpdate);
}

function auditChannel(request: RestRequest, channel: ChannelRecord, action: AuditLogEvent): void {
  if (channel.guildId === null) return;
  const { world, actorId, reason } = request;
  audit(world, world.guild(channel.guildId), { action, actorId, targetId: channel.id, reason });
}

function createChannel(request: RestRequest): unknown {
  const { world, actorId } = request;
  const guild = world.guild(param(request, 'guild_id'));
  const body = request.body as RESTPostAPIGuildChannelJSONBody & { topic?: string | null };
  demandGuild(world, guild, actorId, 'ManageChannels');
  if (world.guildChannels(guild.id).filter((one) => !one.thread).length >= MAX_CHANNELS)
    throw refuse.tooManyChannels();
  const channel = addChannel(world, {
    type: body.type ?? ChannelType.GuildText,
    guildId: guild.id,
    name: body.type === ChannelType.GuildCategory ? body.name : body.name.toLowerCase().replace(/\s+/g, '-'),
    topic: body.topic ?? null,
    parentId: body.parent_id ? String(body.parent_id) : null,
    nsfw: body.nsfw ?? false,
    overwrites: (body.permission_overwrites ?? []).map(asOverwrite),
  });
  for (const tag of body.available_tags ?? []) {
    channel.tags.push({
      id: world.ids.next(),
      name: tag.name,
      moderated: tag.moderated ?? false,
      emoji_id: tag.emoji_id ?? null,
      emoji_name: tag.emoji_name ?? null,
    });
  }
  tellChannel(world, channel, GatewayDispatchEvents.ChannelCreate);
  auditChannel(request, channel, AuditLogEvent.ChannelCreate);
  return present(world, channel);
}

function present(world: World, channel: ChannelRecord): unknown {
  return presentChannel(world, channel);
}

export const channelRoutes = [
  route('GET /channels/{channel_id}', (request) => present(request.world, visibleChannel(request))),
  route('PATCH /channels/{channel_id}', (request) => {
    const channel = visibleChannel(request);
    const body = request.body as RESTPatchAPIChannelJSONBody;
    if (channel.thread) patchThread(request, channel, body);
    else patchGuildChannel(request, channel, body);
    auditChannel(request, channel, channel.thread ? AuditLogEvent.ThreadUpdate : AuditLogEvent.ChannelUpdate);
    return present(request.world, channel);
  }),
  route('DELETE /channels/{channel_id}', (request) => {
    const channel = visibleChannel(request);
    const shown = present(request.world, channel);
    demandChannel(
      request.world,
      channel,
      request.actorId,
      channel.thread ? 'ManageThreads' : 'ManageChannels',
    );
    removeChannel(request.world, channel);
    auditChannel(request, channel, channel.thread ? AuditLogEvent.ThreadDelete : AuditLogEvent.ChannelDelete);
    return shown;
  }),
  route('PUT /channels/{channel_id}/permissions/{overwrite_id}', (request) => {
    const channel = visibleChannel(request);
    if (channel.thread) throw refuse.wrongChannelType();
    demandChannel(request.world, channel, request.actorId, 'ManageRoles');
    const body = request.body as RESTPutAPIChannelPermissionJSONBody;
    const id = param(request, 'overwrite_id');
    channel.overwrites.set(id, asOverwrite({ ...body, id }));
    tellChannel(request.world, channel, GatewayDispatchEvents.ChannelUpdate);
  }),
  route('DELETE /channels/{channel_id}/permissions/{overwrite_id}', (request) => {
    const channel = visibleChannel(request);
    demandChannel(request.world, channel, request.actorId, 'ManageRoles');
    channel.overwrites.delete(param(request, 'overwrite_id'));
    tellChannel(request.world, channel, GatewayDispatchEvents.ChannelUpdate);
  }),
  route('POST /channels/{channel_id}/typing', (request) => {
    const channel = visibleChannel(request);
    demandChannel(
      request.world,
      channel,
      request.actorId,
      channel.thread ? 'SendMessagesInThreads' : 'SendMessages',
    );
  }),
  route('GET /guilds/{guild_id}/channels', ({ world, params, actorId }) => {
    const guild = world.guild(params.guild_id ?? '');
    if (!guild.members.has(actorId)) throw refuse.missingAccess();
    return world
      .guildChannels(guild.id)
      .filter((one) => !one.thread)
      .map((one) => present(world, one));
  }),
  route('POST /guilds/{guild_id}/channels', createChannel),
];
