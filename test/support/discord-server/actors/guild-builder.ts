import {
  AutoModerationActionType,
  ChannelType,
  GatewayDispatchEvents,
  OverwriteType,
} from 'discord-api-types/v10';
import type {
  APIAutoModerationAction,
  APIAutoModerationRule,
  AutoModerationRuleKeywordPresetType,
  AutoModerationRuleTriggerType,
  APIBan,
  APIAuditLogEntry,
  MessageType,
} from 'discord-api-types/v10';
import type { TokenStore } from '../oauth/tokens.js';
import { addAutoModRule, execute } from '../ops/automod.js';
import { listBans } from '../ops/bans.js';
import { addChannel, overwriteFor, removeChannel, tellChannel } from '../ops/channels.js';
import { createMessage } from '../ops/messages.js';
import { addRole, addUser } from '../ops/guilds.js';
import { addMember, removeMember } from '../ops/members.js';
import { bits } from '../world/permissions.js';
import type { PermissionName } from '../world/permissions.js';
import type { GuildRecord, UserRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { Actor } from './actor.js';
import { ChannelHandle } from './handles.js';
import type { RoleHandle } from './handles.js';

export interface RoleOptions {
  readonly permissions?: readonly PermissionName[];
  readonly mentionable?: boolean;
}

export interface Overwrite {
  /** A role, a member, or everyone. */
  readonly for: { readonly id: string } | 'everyone' | 'bot';
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
}

export interface ChannelOptions {
  readonly type?: ChannelType;
  readonly topic?: string;
  readonly parent?: ChannelHandle;
  readonly overwrites?: readonly Overwrite[];
  /** Hides it from everyone but the bot and these roles. */
  readonly onlyFor?: readonly RoleHandle[];
}

export interface MemberOptions {
  readonly roles?: readonly RoleHandle[];
  readonly bot?: boolean;
  readonly directMessages?: UserRecord['directMessages'];
}

export interface AutoModRuleOptions {
  readonly keywords: readonly string[];
  readonly block?: boolean;
  readonly alertIn?: ChannelHandle;
  readonly timeoutSeconds?: number;
  readonly exemptRoles?: readonly RoleHandle[];
  /** A keyword rule, unless said otherwise. */
  readonly trigger?: AutoModerationRuleTriggerType;
  readonly presets?: readonly AutoModerationRuleKeywordPresetType[];
}

/** A guild as tests build it. Names are unique within it: the same name answers the same thing. */
export class GuildHandle {
  readonly #channels = new Map<string, ChannelHandle>();
  readonly #actors = new Map<string, Actor>();

  constructor(
    private readonly world: World,
    private readonly tokens: TokenStore,
    readonly record: GuildRecord,
  ) {}

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  /** The person who owns it and may do everything. */
  get owner(): Actor {
    return new Actor(this.world, this.tokens, this.world.user(this.record.ownerId), this.record);
  }

  role(name: string, { permissions = [], mentionable = false }: RoleOptions = {}): RoleHandle {
    const known = [...this.record.roles.values()].find((role) => role.name === name);
    const role =
      known ?? addRole(this.world, this.record, { name, permissions: bits(permissions), mentionable });
    return { id: role.id, name, record: role };
  }

  /** Lifts the bot's own role above all others, as an admin does by dragging it. */
  raiseBot(): void {
    const role = [...this.record.roles.values()].find((one) => one.tags?.bot_id === this.world.botId);
    if (!role) return;
    role.position = Math.max(...[...this.record.roles.values()].map((one) => one.position)) + 1;
    const data = { guild_id: this.id, role };
    this.world.dispatch({ event: GatewayDispatchEvents.GuildRoleUpdate, data, guildId: this.id });
  }

  /** Takes permissions from the bot's role, or gives them. */
  setBotPermissions(permissions: readonly PermissionName[]): void {
    const role = [...this.record.roles.values()].find((one) => one.tags?.bot_id === this.world.botId);
    if (!role) return;
    role.permissions = bits(permissions).toString();
    const data = { guild_id: this.id, role };
    this.world.dispatch({ event: GatewayDispatchEvents.GuildRoleUpdate, data, guildId: this.id });
  }

  channel(name: string, options: ChannelOptions = {}): ChannelHandle {
    const known = this.#channels.get(name);
    if (known && !known.deleted) return known;
    const hidden: Overwrite[] = options.onlyFor
      ? [
          { for: 'everyone', deny: ['ViewChannel'] },
          { for: 'bot', allow: ['ViewChannel'] },
          ...options.onlyFor.map((role): Overwrite => ({ for: role, allow: ['ViewChannel'] })),
        ]
      : [];
    const record = addChannel(this.world, {
      type: options.type ?? ChannelType.GuildText,
      guildId: this.id,
      name,
      topic: options.topic ?? null,
      parentId: options.parent?.id ?? null,
      overwrites: [...hidden, ...(options.overwrites ?? [])].map((one) => {
        const id = one.for === 'everyone' ? this.id : one.for === 'bot' ? this.world.botId : one.for.id;
        const type = this.record.roles.has(id) ? OverwriteType.Role : OverwriteType.Member;
        return overwriteFor(id, type, bits(one.allow ?? []), bits(one.deny ?? []));
      }),
    });
    const handle = new ChannelHandle(this.world, record);
    this.#channels.set(name, handle);
    tellChannel(this.world, record, GatewayDispatchEvents.ChannelCreate);
    return handle;
  }

  /** A member by name; joins on first mention. One name is one person in every guild. */
  member(name: string, { roles = [], bot = false, directMessages = 'open' }: MemberOptions = {}): Actor {
    const known = this.#actors.get(name);
    if (known) return known;
    const user =
      [...this.world.users.values()].find((one) => one.username === name) ??
      addUser(this.world, { username: name, bot, directMessages });
    addMember(
      this.world,
      this.record,
      user.id,
      roles.map((role) => role.id),
    );
    const actor = new Actor(this.world, this.tokens, user, this.record);
    this.#actors.set(name, actor);
    return actor;
  }

  autoModRule(name: string, options: AutoModRuleOptions): APIAutoModerationRule {
    const actions: APIAutoModerationAction[] = [
      ...(options.block === false ? [] : [{ type: AutoModerationActionType.BlockMessage, metadata: {} }]),
      ...(options.alertIn
        ? [{ type: AutoModerationActionType.SendAlertMessage, metadata: { channel_id: options.alertIn.id } }]
        : []),
      ...(options.timeoutSeconds
        ? [{ type: AutoModerationActionType.Timeout, metadata: { duration_seconds: options.timeoutSeconds } }]
        : []),
    ] as APIAutoModerationAction[];
    const exemptRoles = (options.exemptRoles ?? []).map((role) => role.id);
    return addAutoModRule(this.world, this.record, {
      name,
      keywords: options.keywords,
      actions,
      exemptRoles,
      ...(options.trigger !== undefined && { trigger: options.trigger }),
      ...(options.presets !== undefined && { presets: options.presets }),
    });
  }

  /** Makes a rule act on a text as if `who` had sent it: one execution event for each of its actions. */
  triggerAutoMod(rule: APIAutoModerationRule, who: Actor, channel: ChannelHandle, text: string): void {
    const keyword = rule.trigger_metadata.keyword_filter?.[0] ?? '';
    const match = { rule, keyword, content: text };
    execute(this.world, {
      guild: this.record,
      channel: channel.record,
      userId: who.id,
      text,
      match,
      message: null,
    });
  }

  /** What Discord itself posts in somebody's name: an incident reported, and the like. */
  systemMessage(channel: ChannelHandle, who: Actor, type: MessageType): void {
    createMessage(this.world, {
      channel: channel.record,
      authorId: who.id,
      body: {},
      voice: 'system',
      extra: { type },
    });
  }

  get bans(): APIBan[] {
    return listBans(this.world, this.record, { limit: 1000, before: null, after: null });
  }

  get auditLog(): readonly APIAuditLogEntry[] {
    return this.record.auditLog;
  }

  /** How many threads may be active at once. */
  set activeThreadLimit(limit: number) {
    this.record.activeThreadLimit = limit;
  }

  /** A channel by its id, also one that the bot made; null when it is gone. */
  channelById(id: string): ChannelHandle | null {
    const record = this.world.channels.get(id);
    return record?.guildId === this.id ? new ChannelHandle(this.world, record) : null;
  }

  /** An admin deletes a channel. */
  deleteChannel(channel: { readonly id: string }): void {
    const record = this.world.channels.get(channel.id);
    if (record) removeChannel(this.world, record);
  }

  /** The guild throws the bot out. */
  removeBot(): void {
    removeMember(this.world, this.record, this.world.botId);
  }
}
