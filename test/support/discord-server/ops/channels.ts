import { ChannelType, GatewayDispatchEvents, OverwriteType } from 'discord-api-types/v10';
import type { APIOverwrite } from 'discord-api-types/v10';
import { rateLimited } from '../errors.js';
import { presentChannel } from '../world/present.js';
import type { ChannelRecord, ThreadState } from '../world/records.js';
import type { World } from '../world/world.js';

export interface NewChannel {
  readonly type: ChannelType;
  readonly guildId: string | null;
  readonly name: string;
  readonly id?: string;
  readonly topic?: string | null;
  readonly parentId?: string | null;
  readonly nsfw?: boolean;
  readonly overwrites?: readonly APIOverwrite[];
  readonly recipients?: readonly string[];
  readonly thread?: ThreadState;
}

export function addChannel(world: World, input: NewChannel): ChannelRecord {
  const channel: ChannelRecord = {
    id: input.id ?? world.ids.next(),
    type: input.type,
    guildId: input.guildId,
    name: input.name,
    topic: input.topic ?? null,
    parentId: input.parentId ?? null,
    position: input.guildId ? world.guildChannels(input.guildId).length : 0,
    nsfw: input.nsfw ?? false,
    slowmodeSeconds: 0,
    overwrites: new Map((input.overwrites ?? []).map((one) => [one.id, one])),
    tags: [],
    recipients: input.recipients ?? [],
    thread: input.thread ?? null,
    messages: new Map(),
    lastMessageId: null,
    renames: [],
    lateEdits: [],
  };
  world.channels.set(channel.id, channel);
  world.watch.changed();
  return channel;
}

export function tellChannel(
  world: World,
  channel: ChannelRecord,
  event:
    | GatewayDispatchEvents.ChannelCreate
    | GatewayDispatchEvents.ChannelUpdate
    | GatewayDispatchEvents.ChannelDelete
    | GatewayDispatchEvents.ThreadUpdate,
): void {
  world.dispatch({
    event,
    data: { ...presentChannel(world, channel) },
    guildId: channel.guildId,
    channelId: channel.id,
  });
}

export function removeChannel(world: World, channel: ChannelRecord): void {
  if (channel.thread) {
    const { id, guildId, parentId, type } = channel;
    world.dispatch({
      event: GatewayDispatchEvents.ThreadDelete,
      data: { id, guild_id: guildId, parent_id: parentId, type },
      guildId,
      channelId: id,
    });
  } else {
    tellChannel(world, channel, GatewayDispatchEvents.ChannelDelete);
    for (const thread of world.channels.values())
      if (thread.parentId === channel.id && thread.thread) world.channels.delete(thread.id);
  }
  world.channels.delete(channel.id);
  world.watch.changed();
}

const RENAMES = { count: 2, perMs: 600_000 };

/** Two renames or topic changes in ten minutes, as Discord has it and does not document. */
export function demandRename(world: World, channel: ChannelRecord): void {
  const now = world.clock.now();
  const recent = channel.renames.filter((at) => now - at < RENAMES.perMs);
  if (recent.length >= RENAMES.count) {
    const wait = ((recent[0] ?? now) + RENAMES.perMs - now) / 1000;
    throw rateLimited(
      20028,
      'The write action you are performing on the channel has hit the write rate limit.',
      wait,
    );
  }
  channel.renames.splice(0, channel.renames.length, ...recent, now);
}

export function overwriteFor(id: string, type: OverwriteType, allow: bigint, deny: bigint): APIOverwrite {
  return { id, type, allow: allow.toString(), deny: deny.toString() };
}
