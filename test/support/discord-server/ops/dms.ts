import { ChannelType, GatewayDispatchEvents } from 'discord-api-types/v10';
import { refuse } from '../errors.js';
import { presentChannel } from '../world/present.js';
import type { ChannelRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { addChannel } from './channels.js';

/** The one DM between the bot and a person; opening it always works, writing in it may not. */
export function dmChannel(world: World, userId: string): ChannelRecord {
  world.user(userId);
  const known = [...world.channels.values()].find(
    (channel) => channel.type === ChannelType.DM && channel.recipients[0] === userId,
  );
  if (known) return known;
  const channel = addChannel(world, { type: ChannelType.DM, guildId: null, name: '', recipients: [userId] });
  world.dispatch({
    event: GatewayDispatchEvents.ChannelCreate,
    data: { ...presentChannel(world, channel) },
    guildId: null,
    channelId: channel.id,
  });
  return channel;
}

export function haveMutualGuild(world: World, userId: string): boolean {
  return [...world.guilds.values()].some(
    (guild) => guild.members.has(world.botId) && guild.members.has(userId),
  );
}

export function openDmAllowed(world: World, channel: ChannelRecord, authorId: string): void {
  const person = channel.recipients[0] ?? '';
  if (!haveMutualGuild(world, person)) throw refuse.noMutualGuild();
  if (authorId === world.botId && world.user(person).directMessages === 'closed') throw refuse.dmClosed();
}
