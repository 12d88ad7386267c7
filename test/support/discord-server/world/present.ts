import {
  ChannelType,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
} from 'discord-api-types/v10';
import type {
  ChannelFlags,
  GuildMemberFlags,
  GuildSystemChannelFlags,
  ThreadMemberFlags,
  UserFlags,
  APIAttachment,
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIMessage,
  APIThreadMember,
  APIUser,
} from 'discord-api-types/v10';
import { signedFileUrl } from './files.js';
import type { ChannelRecord, GuildRecord, MemberRecord, MessageRecord, UserRecord } from './records.js';
import type { World } from './world.js';

type Json = Record<string, unknown>;

/** No flag set, whichever set of flags is asked for. */
const NONE = 0;

export function presentUser(user: UserRecord): APIUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.globalName,
    avatar: null,
    bot: user.bot,
    public_flags: NONE as UserFlags,
  };
}

export function presentMember(world: World, member: MemberRecord): APIGuildMember {
  return { user: presentUser(world.user(member.userId)), ...presentBareMember(world, member) };
}

/** A member as it comes inside messages: without its user. */
export function presentBareMember(world: World, member: MemberRecord): Omit<APIGuildMember, 'user'> {
  return {
    nick: member.nick,
    avatar: null,
    roles: [...member.roles],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: NONE as GuildMemberFlags,
    pending: false,
    communication_disabled_until:
      member.timedOutUntil === null ? null : world.clock.iso(member.timedOutUntil),
  };
}

export function presentGuild(guild: GuildRecord): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: [...guild.roles.values()],
    emojis: [],
    features: guild.features as APIGuild['features'],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: NONE as GuildSystemChannelFlags,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: GuildPremiumTier.None,
    premium_subscription_count: 0,
    preferred_locale: guild.locale as APIGuild['preferred_locale'],
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    stickers: [],
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
  };
}

export function presentThreadMember(thread: ChannelRecord, userId: string): APIThreadMember {
  const joined = thread.thread?.members.get(userId);
  return {
    id: thread.id,
    user_id: userId,
    join_timestamp: joined?.joinedAt ?? '',
    flags: NONE as ThreadMemberFlags,
  };
}

function presentThread(world: World, channel: ChannelRecord, viewerId: string): Json {
  const state = channel.thread;
  if (!state) return {};
  const count = [...channel.messages.values()].filter((record) => record.ephemeralFor === null).length;
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: state.ownerId,
    name: channel.name,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: channel.slowmodeSeconds,
    message_count: count,
    total_message_sent: count,
    member_count: Math.min(50, state.members.size),
    applied_tags: state.appliedTags,
    flags: 0,
    thread_metadata: {
      archived: state.archived,
      archive_timestamp: world.clock.iso(state.archivedAt),
      auto_archive_duration: state.autoArchiveMinutes,
      locked: state.locked,
      create_timestamp: world.clock.iso(state.createdAt),
      ...(channel.type === ChannelType.PrivateThread ? { invitable: state.invitable } : {}),
    },
    ...(state.members.has(viewerId) ? { member: presentThreadMember(channel, viewerId) } : {}),
  };
}

export function presentChannel(
  world: World,
  channel: ChannelRecord,
  viewerId: string = world.botId,
): APIChannel {
  if (channel.thread) return presentThread(world, channel, viewerId) as Json & APIChannel;
  if (channel.guildId === null) {
    return {
      id: channel.id,
      type: ChannelType.DM,
      last_message_id: channel.lastMessageId,
      recipients: channel.recipients.map((id) => presentUser(world.user(id))),
      flags: NONE as ChannelFlags,
      name: null,
    };
  }
  const forum = channel.type === ChannelType.GuildForum;
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    topic: channel.topic,
    parent_id: channel.parentId,
    position: channel.position,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.slowmodeSeconds,
    last_message_id: channel.lastMessageId,
    permission_overwrites: [...channel.overwrites.values()],
    flags: NONE as ChannelFlags,
    ...(forum
      ? { available_tags: channel.tags, default_reaction_emoji: null, default_sort_order: null }
      : {}),
  } as Json & APIChannel;
}

function freshAttachment(world: World, channelId: string, attachment: APIAttachment): APIAttachment {
  const url = signedFileUrl(world, channelId, attachment.id, attachment.filename);
  return { ...attachment, url, proxy_url: url };
}

/** A message as it is read now: attachment URLs are signed anew each time. */
export function presentMessage(world: World, record: MessageRecord): APIMessage {
  const { message } = record;
  const channel = world.channels.get(record.message.channel_id);
  const thread = world.channels.get(message.id);
  return {
    ...message,
    attachments: message.attachments.map((one) => freshAttachment(world, message.channel_id, one)),
    ...(thread?.thread && thread.parentId === channel?.id ? { thread: presentChannel(world, thread) } : {}),
  };
}

/** A message as a gateway event carries it: with its guild and its author's member. */
export function presentMessageEvent(world: World, record: MessageRecord): Json {
  const channel = world.channel(record.message.channel_id);
  const message = presentMessage(world, record);
  if (channel.guildId === null) return { ...message };
  const member = world.guild(channel.guildId).members.get(record.authorId);
  return {
    ...message,
    guild_id: channel.guildId,
    ...(member && !message.webhook_id ? { member: presentBareMember(world, member) } : {}),
    mentions: message.mentions.map((user) => {
      const mentioned = world.guild(channel.guildId ?? '').members.get(user.id);
      return mentioned ? { ...user, member: presentBareMember(world, mentioned) } : user;
    }),
  };
}
