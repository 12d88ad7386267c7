import { randomBytes } from 'node:crypto';
import {
  ApplicationIntegrationType,
  GatewayDispatchEvents,
  InteractionContextType,
  InteractionType,
} from 'discord-api-types/v10';
import { channelPermissions } from '../world/permissions.js';
import { presentBareMember, presentChannel, presentMessage, presentUser } from '../world/present.js';
import type { ChannelRecord, MessageRecord } from '../world/records.js';
import { MAX_FILE_BYTES } from '../world/files.js';
import type { World } from '../world/world.js';
import type { InteractionRecord } from './record.js';

export interface NewInteraction {
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: ChannelRecord;
  readonly data: Record<string, unknown>;
  readonly commandName?: string;
  readonly source?: MessageRecord | null;
}

/** Where it comes from: a member in a guild, or a user in the bot's DM. */
function origin(world: World, userId: string, channel: ChannelRecord): Record<string, unknown> {
  const user = presentUser(world.user(userId));
  if (channel.guildId === null) {
    return {
      user,
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: '0' },
    };
  }
  const guild = world.guild(channel.guildId);
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: guild.features },
    guild_locale: guild.locale,
    member: {
      user,
      ...presentBareMember(world, world.member(guild.id, userId)),
      permissions: channelPermissions(world, channel, userId).toString(),
    },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: guild.id },
  };
}

/** Starts the 3 s and 15 min clocks and sends INTERACTION_CREATE, which needs no intent. */
export function startInteraction(world: World, input: NewInteraction): InteractionRecord {
  const { channel, userId, type, source = null } = input;
  const record: InteractionRecord = {
    id: world.ids.next(),
    token: randomBytes(64).toString('base64url'),
    type,
    userId,
    guildId: channel.guildId,
    channelId: channel.id,
    createdAt: world.clock.now(),
    commandName: input.commandName ?? null,
    source,
    answer: null,
    answeredAt: null,
    original: null,
    followUps: [],
    modal: null,
    choices: null,
  };
  world.interactions.set(record.id, record);
  world.dispatch({
    event: GatewayDispatchEvents.InteractionCreate,
    data: {
      id: record.id,
      application_id: world.application.id,
      type,
      token: record.token,
      version: 1,
      data: input.data,
      channel: presentChannel(world, channel),
      channel_id: channel.id,
      ...origin(world, userId, channel),
      ...(source ? { message: presentMessage(world, source) } : {}),
      app_permissions: channelPermissions(world, channel, world.botId).toString(),
      locale: world.user(userId).locale,
      entitlements: [],
      attachment_size_limit: MAX_FILE_BYTES,
    },
    guildId: channel.guildId,
  });
  return record;
}
