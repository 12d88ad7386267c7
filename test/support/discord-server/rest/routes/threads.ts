import { ChannelType } from 'discord-api-types/v10';
import type {
  RESTPostAPIChannelMessagesThreadsJSONBody,
  RESTPostAPIChannelThreadsJSONBody,
  RESTPostAPIGuildForumThreadsJSONBody,
} from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { createMessage } from '../../ops/messages.js';
import type { MessageBody } from '../../ops/message-body.js';
import { createThread, inviteToThread, joinThread, removeThreadMember, stateOf } from '../../ops/threads.js';
import type { NewThread } from '../../ops/threads.js';
import { compareSnowflakes } from '../../snowflake.js';
import { bits, canSee, channelPermissions, demandChannel, has } from '../../world/permissions.js';
import { presentChannel, presentMember, presentMessage, presentThreadMember } from '../../world/present.js';
import type { ChannelRecord } from '../../world/records.js';
import { isTrue, limitOf, param, route } from '../route.js';
import type { RestRequest } from '../route.js';
import { visibleChannel } from './channels.js';

function autoArchive(minutes: number | undefined): Pick<NewThread, 'autoArchiveMinutes'> {
  return minutes === undefined ? {} : { autoArchiveMinutes: minutes };
}

function start(request: RestRequest): unknown {
  const { world, actorId, files } = request;
  const parent = visibleChannel(request);
  const body = request.body as RESTPostAPIChannelThreadsJSONBody &
    Partial<RESTPostAPIGuildForumThreadsJSONBody>;
  const forum = parent.type === ChannelType.GuildForum;
  const thread = createThread(world, {
    parent,
    ownerId: actorId,
    name: body.name,
    type: forum ? ChannelType.PublicThread : (body.type ?? ChannelType.PrivateThread),
    invitable: body.invitable ?? true,
    ...autoArchive(body.auto_archive_duration),
    ...(body.applied_tags ? { appliedTags: body.applied_tags } : {}),
  });
  const shown = presentChannel(world, thread);
  if (!forum || !body.message) return shown;
  const first = createMessage(world, {
    channel: thread,
    authorId: actorId,
    body: body.message as MessageBody,
    files,
    voice: 'system',
    extra: { id: thread.id },
  });
  return { ...presentChannel(world, thread), message: presentMessage(world, first) };
}

function startOnMessage(request: RestRequest): unknown {
  const { world, actorId } = request;
  const parent = visibleChannel(request);
  const record = world.message(parent.id, param(request, 'message_id'));
  const body = request.body as RESTPostAPIChannelMessagesThreadsJSONBody;
  const thread = createThread(world, {
    parent,
    ownerId: actorId,
    name: body.name,
    type:
      parent.type === ChannelType.GuildAnnouncement
        ? ChannelType.AnnouncementThread
        : ChannelType.PublicThread,
    id: record.message.id,
    ...autoArchive(body.auto_archive_duration),
  });
  return presentChannel(world, thread);
}

function membership(request: RestRequest, thread: ChannelRecord, userId: string): unknown {
  const member = presentThreadMember(thread, userId);
  if (!isTrue(request.query.get('with_member')) || thread.guildId === null) return member;
  return { ...member, member: presentMember(request.world, request.world.member(thread.guildId, userId)) };
}

function target(request: RestRequest): string {
  const id = param(request, 'user_id');
  return id === '@me' ? request.actorId : id;
}

function removeOther(request: RestRequest): void {
  const thread = visibleChannel(request);
  const userId = target(request);
  const mine = stateOf(thread).ownerId === request.actorId && thread.type === ChannelType.PrivateThread;
  const manages = has(channelPermissions(request.world, thread, request.actorId), bits(['ManageThreads']));
  if (!mine && !manages) throw refuse.missingPermissions();
  if (stateOf(thread).archived) throw refuse.threadArchived();
  removeThreadMember(request.world, thread, userId);
}

function members(request: RestRequest): unknown {
  const thread = visibleChannel(request);
  const ids = [...stateOf(thread).members.keys()].sort(compareSnowflakes);
  const after = request.query.get('after');
  const page = ids
    .filter((id) => !after || compareSnowflakes(id, after) > 0)
    .slice(0, limitOf(request, 100, 100));
  return page.map((id) => membership(request, thread, id));
}

function listed(request: RestRequest, threads: readonly ChannelRecord[], limit?: number): unknown {
  const { world, actorId } = request;
  const seen = threads.filter((one) => canSee(world, one, actorId));
  const page = limit === undefined ? seen : seen.slice(0, limit);
  return {
    threads: page.map((one) => presentChannel(world, one)),
    members: page
      .filter((one) => one.thread?.members.has(actorId))
      .map((one) => presentThreadMember(one, actorId)),
    ...(limit === undefined ? {} : { has_more: seen.length > page.length }),
  };
}

function archived(request: RestRequest, type: ChannelType): unknown {
  const parent = visibleChannel(request);
  demandChannel(request.world, parent, request.actorId, 'ReadMessageHistory');
  if (type === ChannelType.PrivateThread)
    demandChannel(request.world, parent, request.actorId, 'ManageThreads');
  const before = Date.parse(request.query.get('before') ?? '') || Infinity;
  const all = [...request.world.channels.values()]
    .filter((one) => one.parentId === parent.id && one.type === type && one.thread?.archived === true)
    .filter((one) => (one.thread?.archivedAt ?? 0) < before)
    .sort((a, b) => (b.thread?.archivedAt ?? 0) - (a.thread?.archivedAt ?? 0));
  return listed(request, all, limitOf(request, 50, 100));
}

export const threadRoutes = [
  route('POST /channels/{channel_id}/threads', start),
  route('POST /channels/{channel_id}/messages/{message_id}/threads', startOnMessage),
  route('GET /channels/{channel_id}/threads/archived/public', (request) =>
    archived(request, ChannelType.PublicThread),
  ),
  route('GET /channels/{channel_id}/threads/archived/private', (request) =>
    archived(request, ChannelType.PrivateThread),
  ),
  route('GET /guilds/{guild_id}/threads/active', (request) => {
    const guild = request.world.guild(param(request, 'guild_id'));
    return listed(
      request,
      request.world
        .threadsOf(guild.id)
        .filter((one) => !one.thread?.archived)
        .reverse(),
    );
  }),
  route('GET /channels/{channel_id}/thread-members', members),
  route('PUT /channels/{channel_id}/thread-members/@me', (request) =>
    joinThread(request.world, visibleChannel(request), request.actorId),
  ),
  route('DELETE /channels/{channel_id}/thread-members/@me', (request) => {
    const thread = visibleChannel(request);
    if (stateOf(thread).archived) throw refuse.threadArchived();
    removeThreadMember(request.world, thread, request.actorId);
  }),
  route('GET /channels/{channel_id}/thread-members/{user_id}', (request) => {
    const thread = visibleChannel(request);
    if (!stateOf(thread).members.has(target(request))) throw refuse.unknownMember();
    return membership(request, thread, target(request));
  }),
  route('PUT /channels/{channel_id}/thread-members/{user_id}', (request) =>
    inviteToThread(request.world, visibleChannel(request), request.actorId, target(request)),
  ),
  route('DELETE /channels/{channel_id}/thread-members/{user_id}', removeOther),
];
