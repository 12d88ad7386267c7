import type { RateLimitOptions } from './rest/rate-limits.js';
import type { PermissionName } from './world/permissions.js';

export interface DiscordServerOptions {
  /** 0 picks a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly applicationName?: string;
  readonly token?: string;
  readonly clientSecret?: string;
  /** Where OAuth2 may send people back to; more can be added while it runs. */
  readonly redirectUris?: readonly string[];
  /** The privileged intents switched on in the portal; all three by default. */
  readonly privilegedIntents?: readonly ('GuildMembers' | 'GuildPresences' | 'MessageContent')[];
  /** Shards that `GET /gateway/bot` recommends. */
  readonly shards?: number;
  /** By how much its time is behind at the start, so that what is made then can be old later. */
  readonly behindMs?: number;
  readonly heartbeatMs?: number;
  readonly rateLimits?: Partial<RateLimitOptions>;
}

/** What a bot like ours is invited with: everything it may need, administrator not among it. */
export const BOT_PERMISSIONS: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'ManageThreads',
  'ManageMessages',
  'ManageChannels',
  'ManageRoles',
  'ManageWebhooks',
  'ManageGuild',
  'ModerateMembers',
  'KickMembers',
  'BanMembers',
  'ViewAuditLog',
  'PinMessages',
  'UseApplicationCommands',
  'MentionEveryone',
];
