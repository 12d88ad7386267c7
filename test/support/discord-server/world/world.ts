import type { GatewayDispatchEvents } from 'discord-api-types/v10';
import { Clock } from '../clock.js';
import { refuse } from '../errors.js';
import type { InteractionRecord } from '../interactions/record.js';
import { Snowflakes } from '../snowflake.js';
import { Watch } from '../watch.js';
import type {
  ChannelRecord,
  CommandRecord,
  FileRecord,
  GuildRecord,
  MemberRecord,
  MessageRecord,
  UserRecord,
  WebhookRecord,
} from './records.js';

/** One event on its way to the gateway, with what decides who hears it. */
export interface Dispatch {
  readonly event: GatewayDispatchEvents;
  readonly data: Record<string, unknown>;
  readonly guildId: string | null;
  /** The bot must see this channel to hear of it. */
  readonly channelId?: string;
  /** The bot must have one of these permissions in the guild to hear of it. */
  readonly needs?: readonly bigint[];
  /** The event concerns the bot itself: it hears of it without GUILD_MEMBERS. */
  readonly aboutBot?: boolean;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** The privileged intents switched on in the developer portal, as a bit field. */
  readonly privilegedIntents: number;
}

/** Everything this Discord knows. Operations change it and dispatch; nothing else writes. */
export class World {
  readonly clock = new Clock();
  readonly ids = new Snowflakes(() => this.clock.now());
  readonly watch = new Watch();
  readonly users = new Map<string, UserRecord>();
  readonly guilds = new Map<string, GuildRecord>();
  readonly channels = new Map<string, ChannelRecord>();
  readonly webhooks = new Map<string, WebhookRecord>();
  readonly commands = new Map<string, CommandRecord>();
  readonly interactions = new Map<string, InteractionRecord>();
  readonly files = new Map<string, FileRecord>();
  /** Nonces of the last minutes, by channel and author, for `enforce_nonce`. */
  readonly nonces = new Map<string, { messageId: string; at: number }>();
  readonly lateEditLimit = { edits: 5, perMs: 3_600_000 };
  /** Where files are served; known once the server listens. */
  origin = '';
  deliver: (dispatch: Dispatch) => void = () => undefined;

  constructor(readonly application: Application) {
    this.clock.onAdvance(() => this.watch.changed());
  }

  dispatch(dispatch: Dispatch): void {
    this.deliver(dispatch);
    this.watch.changed();
  }

  get botId(): string {
    return this.application.id;
  }

  user(id: string): UserRecord {
    const user = this.users.get(id);
    if (!user) throw refuse.unknownUser();
    return user;
  }

  guild(id: string): GuildRecord {
    const guild = this.guilds.get(id);
    if (!guild) throw refuse.unknownGuild();
    return guild;
  }

  member(guildId: string, userId: string): MemberRecord {
    const member = this.guild(guildId).members.get(userId);
    if (!member) throw refuse.unknownMember();
    return member;
  }

  channel(id: string): ChannelRecord {
    const channel = this.channels.get(id);
    if (!channel) throw refuse.unknownChannel();
    return channel;
  }

  message(channelId: string, messageId: string): MessageRecord {
    const record = this.channel(channelId).messages.get(messageId);
    if (!record) throw refuse.unknownMessage();
    return record;
  }

  guildChannels(guildId: string): ChannelRecord[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guildId);
  }

  threadsOf(guildId: string): ChannelRecord[] {
    return this.guildChannels(guildId).filter((channel) => channel.thread !== null);
  }
}
