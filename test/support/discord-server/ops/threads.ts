import { ChannelType, GatewayDispatchEvents, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import { canSee, channelPermissions, demandChannel, has, bits } from '../world/permissions.js';
import { presentChannel, presentMember, presentThreadMember } from '../world/present.js';
import type { ChannelRecord, ThreadState } from '../world/records.js';
import type { World } from '../world/world.js';
import { addChannel, tellChannel } from './channels.js';

const MAX_MEMBERS = 1000;

export interface NewThread {
  readonly parent: ChannelRecord;
  readonly ownerId: string;
  readonly name: string;
  readonly type: ChannelType.PublicThread | ChannelType.PrivateThread | ChannelType.AnnouncementThread;
  readonly invitable?: boolean;
  readonly autoArchiveMinutes?: ThreadAutoArchiveDuration;
  /** A thread on a message shares its id. */
  readonly id?: string;
  readonly appliedTags?: readonly string[];
}

export function stateOf(channel: ChannelRecord): ThreadState {
  if (!channel.thread) throw refuse.wrongChannelType();
  return channel.thread;
}

function activeThreads(world: World, guildId: string): number {
  return world.threadsOf(guildId).filter((channel) => !channel.thread?.archived).length;
}

function demandHeadroom(world: World, guildId: string): void {
  if (activeThreads(world, guildId) >= world.guild(guildId).activeThreadLimit) throw refuse.activeThreadCap();
}

export function createThread(world: World, input: NewThread): ChannelRecord {
  const { parent, ownerId } = input;
  if (parent.guildId === null) throw refuse.wrongChannelType();
  const isPrivate = input.type === ChannelType.PrivateThread;
  const texts: ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum];
  if (!texts.includes(parent.type) || (isPrivate && parent.type !== ChannelType.GuildText))
    throw refuse.wrongChannelType();
  const needed = isPrivate
    ? 'CreatePrivateThreads'
    : parent.type === ChannelType.GuildForum
      ? 'SendMessages'
      : 'CreatePublicThreads';
  demandChannel(world, parent, ownerId, needed);
  demandHeadroom(world, parent.guildId);
  if (input.id && world.channels.has(input.id)) throw refuse.threadExists();
  const now = world.clock.now();
  const thread = addChannel(world, {
    ...(input.id ? { id: input.id } : {}),
    type: input.type,
    guildId: parent.guildId,
    parentId: parent.id,
    name: input.name,
    thread: {
      ownerId,
      archived: false,
      locked: false,
      invitable: input.invitable ?? true,
      autoArchiveMinutes: input.autoArchiveMinutes ?? ThreadAutoArchiveDuration.OneDay,
      archivedAt: now,
      createdAt: now,
      lastActivityAt: now,
      members: new Map([[ownerId, { joinedAt: world.clock.iso() }]]),
      appliedTags: [...(input.appliedTags ?? [])],
    },
  });
  world.dispatch({
    event: GatewayDispatchEvents.ThreadCreate,
    data: { ...presentChannel(world, thread), newly_created: true },
    guildId: parent.guildId,
    channelId: thread.id,
  });
  return thread;
}

/** Puts someone into a thread without asking whether the doer may. */
export function addThreadMember(world: World, thread: ChannelRecord, userId: string): void {
  const state = stateOf(thread);
  if (state.members.has(userId)) return;
  if (state.members.size >= MAX_MEMBERS) throw refuse.tooManyThreadMembers();
  state.members.set(userId, { joinedAt: world.clock.iso() });
  if (userId === world.botId && thread.type === ChannelType.PrivateThread) {
    world.dispatch({
      event: GatewayDispatchEvents.ThreadCreate,
      data: { ...presentChannel(world, thread) },
      guildId: thread.guildId,
      channelId: thread.id,
    });
  }
  tellMembers(world, thread, [userId], []);
}

export function inviteToThread(world: World, thread: ChannelRecord, actorId: string, userId: string): void {
  const state = stateOf(thread);
  demandChannel(world, thread, actorId, 'SendMessagesInThreads');
  if (state.archived) throw refuse.threadArchived();
  if (thread.guildId === null || !world.guild(thread.guildId).members.has(userId))
    throw refuse.unknownMember();
  const parent = thread.parentId ? world.channel(thread.parentId) : thread;
  if (!canSee(world, parent, userId)) throw refuse.missingPermissions();
  const manages = has(channelPermissions(world, thread, actorId), bits(['ManageThreads']));
  const may =
    thread.type !== ChannelType.PrivateThread || state.invitable || manages || state.ownerId === actorId;
  if (!may) throw refuse.missingPermissions();
  addThreadMember(world, thread, userId);
}

export function joinThread(world: World, thread: ChannelRecord, userId: string): void {
  if (!canSee(world, thread, userId)) throw refuse.missingAccess();
  if (stateOf(thread).archived) throw refuse.threadArchived();
  addThreadMember(world, thread, userId);
}

export function removeThreadMember(world: World, thread: ChannelRecord, userId: string): void {
  const state = stateOf(thread);
  if (!state.members.has(userId)) throw refuse.unknownMember();
  // The one who leaves still hears of it, so tell before it is done.
  tellMembers(world, thread, [], [userId]);
  state.members.delete(userId);
  world.watch.changed();
}

function tellMembers(
  world: World,
  thread: ChannelRecord,
  added: readonly string[],
  removed: readonly string[],
): void {
  const guild = world.guild(thread.guildId ?? '');
  world.dispatch({
    event: GatewayDispatchEvents.ThreadMembersUpdate,
    data: {
      id: thread.id,
      guild_id: thread.guildId,
      member_count: Math.min(50, stateOf(thread).members.size - removed.length),
      ...(added.length > 0
        ? {
            added_members: added.map((id) => {
              const member = guild.members.get(id);
              return {
                ...presentThreadMember(thread, id),
                ...(member ? { member: { ...presentMember(world, member) } } : {}),
              };
            }),
          }
        : {}),
      ...(removed.length > 0 ? { removed_member_ids: removed } : {}),
    },
    guildId: thread.guildId,
    channelId: thread.id,
    aboutBot: added.includes(world.botId) || removed.includes(world.botId),
  });
}

/** A message unarchives a thread, which counts against the cap; a locked one only MANAGE_THREADS may wake. */
export function wakeForMessage(
  world: World,
  thread: ChannelRecord,
  authorId: string,
  trusted: boolean,
): void {
  const state = stateOf(thread);
  const manages = trusted || has(channelPermissions(world, thread, authorId), bits(['ManageThreads']));
  if (state.locked && !manages) throw refuse.threadLocked();
  if (state.archived) setArchived(world, thread, false);
  state.lastActivityAt = world.clock.now();
  if (!trusted && !state.members.has(authorId)) addThreadMember(world, thread, authorId);
}

export function setArchived(world: World, thread: ChannelRecord, archived: boolean): void {
  const state = stateOf(thread);
  if (state.archived === archived) return;
  if (!archived && thread.guildId) demandHeadroom(world, thread.guildId);
  state.archived = archived;
  state.archivedAt = world.clock.now();
  state.lastActivityAt = world.clock.now();
  tellChannel(world, thread, GatewayDispatchEvents.ThreadUpdate);
}

/** Archives what nobody touched for its auto-archive time. */
export function archiveIdleThreads(world: World): void {
  for (const thread of world.channels.values()) {
    const state = thread.thread;
    if (!state || state.archived) continue;
    if (world.clock.now() - state.lastActivityAt >= state.autoArchiveMinutes * 60_000)
      setArchived(world, thread, true);
  }
}
