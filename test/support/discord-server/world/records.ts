import type {
  APIApplicationCommand,
  APIAttachment,
  APIAuditLogEntry,
  APIAutoModerationRule,
  APIGuildForumTag,
  APIMessage,
  APIOverwrite,
  APIRole,
  ChannelType,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';

export interface UserRecord {
  readonly id: string;
  username: string;
  globalName: string | null;
  readonly bot: boolean;
  /** Closed: messages from the bot are refused with 50007. */
  directMessages: 'open' | 'closed';
  /** The language of their client. */
  locale: string;
}

export interface MemberRecord {
  readonly userId: string;
  nick: string | null;
  readonly roles: Set<string>;
  readonly joinedAt: string;
  timedOutUntil: number | null;
}

export interface GuildRecord {
  readonly id: string;
  name: string;
  ownerId: string;
  locale: string;
  readonly features: string[];
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, MemberRecord>;
  readonly bans: Map<string, { reason: string | null }>;
  readonly auditLog: APIAuditLogEntry[];
  readonly autoModRules: Map<string, APIAutoModerationRule>;
  activeThreadLimit: number;
}

export interface ThreadState {
  ownerId: string;
  archived: boolean;
  locked: boolean;
  invitable: boolean;
  autoArchiveMinutes: ThreadAutoArchiveDuration;
  archivedAt: number;
  readonly createdAt: number;
  lastActivityAt: number;
  readonly members: Map<string, { joinedAt: string }>;
  appliedTags: string[];
}

export interface ChannelRecord {
  readonly id: string;
  type: ChannelType;
  readonly guildId: string | null;
  name: string;
  topic: string | null;
  parentId: string | null;
  position: number;
  nsfw: boolean;
  slowmodeSeconds: number;
  readonly overwrites: Map<string, APIOverwrite>;
  readonly tags: APIGuildForumTag[];
  /** The people of a DM, the bot left out. */
  readonly recipients: readonly string[];
  readonly thread: ThreadState | null;
  readonly messages: Map<string, MessageRecord>;
  lastMessageId: string | null;
  readonly renames: number[];
  readonly lateEdits: number[];
}

export interface Pings {
  everyone: boolean;
  here: boolean;
  roles: string[];
  /** Everybody who is notified: direct mentions, members of pinged roles, the replied-to, the whole channel. */
  people: string[];
}

export interface MessageRecord {
  message: APIMessage;
  readonly authorId: string;
  readonly pings: Pings;
  /** Set for an ephemeral message: the only person who sees it. */
  readonly ephemeralFor: string | null;
  readonly interactionId: string | null;
  /** What it looked like before each edit, oldest first. */
  readonly history: APIMessage[];
  readonly createdAt: number;
}

export interface FileRecord {
  readonly attachment: Omit<APIAttachment, 'url' | 'proxy_url'>;
  readonly channelId: string;
  readonly bytes: Buffer;
}

export interface WebhookRecord {
  readonly id: string;
  readonly token: string;
  name: string;
  channelId: string;
  readonly guildId: string;
  readonly creatorId: string;
  readonly applicationId: string | null;
}

export interface CommandRecord {
  readonly command: APIApplicationCommand;
  readonly guildId: string | null;
}

export interface UploadedFile {
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}
