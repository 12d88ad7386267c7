import {
  AuditLogEvent,
  AutoModerationActionType,
  AutoModerationRuleEventType,
  AutoModerationRuleTriggerType,
  EmbedType,
  GatewayDispatchEvents,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type {
  APIAutoModerationAction,
  APIAutoModerationRule,
  APIEmbed,
  AutoModerationRuleKeywordPresetType,
} from 'discord-api-types/v10';
import { bits, channelPermissions, has } from '../world/permissions.js';
import type { ChannelRecord, GuildRecord, MessageRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { audit } from './audit.js';
import { setTimeoutUntil } from './members.js';
import { createMessage } from './messages.js';

const HEARERS = [PermissionFlagsBits.ManageGuild];

export interface NewAutoModRule {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly actions: readonly APIAutoModerationAction[];
  readonly exemptRoles?: readonly string[];
  readonly exemptChannels?: readonly string[];
  readonly trigger?: AutoModerationRuleTriggerType;
  readonly presets?: readonly AutoModerationRuleKeywordPresetType[];
}

export function addAutoModRule(
  world: World,
  guild: GuildRecord,
  input: NewAutoModRule,
): APIAutoModerationRule {
  const rule: APIAutoModerationRule = {
    id: world.ids.next(),
    guild_id: guild.id,
    name: input.name,
    creator_id: guild.ownerId,
    event_type: AutoModerationRuleEventType.MessageSend,
    trigger_type: input.trigger ?? AutoModerationRuleTriggerType.Keyword,
    trigger_metadata: {
      keyword_filter: [...input.keywords],
      regex_patterns: [],
      allow_list: [],
      ...(input.presets && { presets: [...input.presets] }),
    },
    actions: [...input.actions],
    enabled: true,
    exempt_roles: [...(input.exemptRoles ?? [])],
    exempt_channels: [...(input.exemptChannels ?? [])],
  };
  guild.autoModRules.set(rule.id, rule);
  world.dispatch({
    event: GatewayDispatchEvents.AutoModerationRuleCreate,
    data: { ...rule },
    guildId: guild.id,
    needs: HEARERS,
  });
  return rule;
}

/** Whole words, or the wildcard forms Discord knows: `cat*`, `*cat`, `*cat*`. */
function keywordMatch(keyword: string, text: string): string | null {
  const core = keyword.replace(/^\*|\*$/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = keyword.startsWith('*') ? '' : '(?<![\\p{L}\\p{N}])';
  const after = keyword.endsWith('*') ? '' : '(?![\\p{L}\\p{N}])';
  return new RegExp(`${before}${core}${after}`, 'iu').exec(text)?.[0] ?? null;
}

export interface Match {
  readonly rule: APIAutoModerationRule;
  readonly keyword: string;
  readonly content: string;
}

/** The first enabled rule a person's text meets. Bots and who manages the guild are exempt. */
export function findMatch(
  world: World,
  guild: GuildRecord,
  channel: ChannelRecord,
  authorId: string,
  text: string,
): Match | null {
  if (world.user(authorId).bot || has(channelPermissions(world, channel, authorId), bits(['ManageGuild'])))
    return null;
  const member = guild.members.get(authorId);
  for (const rule of guild.autoModRules.values()) {
    const exempt =
      rule.exempt_roles.some((id) => member?.roles.has(id)) || rule.exempt_channels.includes(channel.id);
    if (!rule.enabled || exempt) continue;
    for (const keyword of rule.trigger_metadata.keyword_filter ?? []) {
      const content = keywordMatch(keyword, text);
      if (content !== null) return { rule, keyword, content };
    }
  }
  return null;
}

export function blocks(rule: APIAutoModerationRule): boolean {
  return rule.actions.some((action) => action.type === AutoModerationActionType.BlockMessage);
}

export interface Execution {
  readonly guild: GuildRecord;
  readonly channel: ChannelRecord;
  readonly userId: string;
  readonly text: string;
  readonly match: Match;
  /** The message, when it was let through. */
  readonly message: MessageRecord | null;
}

function alert(world: World, execution: Execution, channelId: string): MessageRecord {
  const { match, channel, userId, text } = execution;
  const fields: [string, string][] = [
    ['rule_name', match.rule.name],
    ['channel_id', channel.id],
    ['decision_id', world.ids.next()],
    ['keyword', match.keyword],
    ['keyword_matched_content', match.content],
  ];
  const embed: APIEmbed = {
    type: EmbedType.AutoModerationMessage,
    description: text,
    fields: fields.map(([name, value]) => ({ name, value, inline: false })),
  };
  return createMessage(world, {
    channel: world.channel(channelId),
    authorId: userId,
    body: {},
    voice: 'system',
    extra: { type: MessageType.AutoModerationAction, embeds: [embed] },
  });
}

const AUDITED: Partial<Record<AutoModerationActionType, AuditLogEvent>> = {
  [AutoModerationActionType.BlockMessage]: AuditLogEvent.AutoModerationBlockMessage,
  [AutoModerationActionType.SendAlertMessage]: AuditLogEvent.AutoModerationFlagToChannel,
  [AutoModerationActionType.Timeout]: AuditLogEvent.AutoModerationUserCommunicationDisabled,
};

/** Carries out every action of the rule, with one AUTO_MODERATION_ACTION_EXECUTION for each. */
export function execute(world: World, execution: Execution): void {
  const { guild, channel, userId, text, match, message } = execution;
  for (const action of match.rule.actions) {
    const { type, metadata } = action;
    const alertId =
      type === AutoModerationActionType.SendAlertMessage && metadata?.channel_id
        ? alert(world, execution, metadata.channel_id).message.id
        : null;
    if (type === AutoModerationActionType.Timeout) {
      setTimeoutUntil(world, guild, userId, world.clock.now() + (metadata?.duration_seconds ?? 60) * 1000);
    }
    world.dispatch({
      event: GatewayDispatchEvents.AutoModerationActionExecution,
      data: {
        guild_id: guild.id,
        action,
        rule_id: match.rule.id,
        rule_trigger_type: match.rule.trigger_type,
        user_id: userId,
        channel_id: channel.id,
        ...(message ? { message_id: message.message.id } : {}),
        ...(alertId ? { alert_system_message_id: alertId } : {}),
        content: text,
        matched_keyword: match.keyword,
        matched_content: match.content,
      },
      guildId: guild.id,
      needs: HEARERS,
    });
    const audited = AUDITED[type];
    if (audited === undefined) continue;
    audit(world, guild, {
      action: audited,
      actorId: userId,
      targetId: userId,
      options: {
        auto_moderation_rule_name: match.rule.name,
        auto_moderation_rule_trigger_type: String(match.rule.trigger_type),
        channel_id: channel.id,
      } as NonNullable<Parameters<typeof audit>[2]['options']>,
    });
  }
}
