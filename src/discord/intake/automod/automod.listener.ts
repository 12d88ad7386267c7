import { Inject, Injectable } from '@nestjs/common';
import {
  AutoModerationActionType,
  GatewayDispatchEvents,
  type GatewayAutoModerationActionExecutionDispatchData,
} from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { categoryOfWords, UnattendedIntake } from '#intake';
import { cleanText, CLOCK, type Clock } from '#kernel';
import { BuiltInSources } from '#sources';
import { ActionLedger, type SeenAction } from '#tickets';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { GuildMappings } from '../../mapping/guild-mappings.js';
import { automodSettings } from './domain/automod-settings.js';
import { actionName, automodSignal, type AutoModRule, type AutoModTrigger } from './domain/automod-signal.js';
import { RaidWatch, type RaidLimits, type Wave } from './domain/raid-watch.js';
import { TriggerTracker } from './domain/trigger-tracker.js';
import { GatewayWork } from '../gateway-work.js';
import { KnownRules } from './known-rules.js';

const RULE_EVENTS = [
  GatewayDispatchEvents.AutoModerationRuleCreate,
  GatewayDispatchEvents.AutoModerationRuleUpdate,
  GatewayDispatchEvents.AutoModerationRuleDelete,
] as const;

/**
 * Takes in what AutoMod acted on. Each trigger becomes one flag with its first event; the events of its further
 * actions add what they did, and nothing is held back in memory to wait for them.
 */
@ListensToGateway()
@Injectable()
export class AutoModListener implements GatewayListener {
  private readonly triggers = new TriggerTracker();
  private readonly raids = new RaidWatch();

  constructor(
    private readonly work: GatewayWork,
    private readonly mappings: GuildMappings,
    private readonly rules: KnownRules,
    private readonly sources: BuiltInSources,
    private readonly intake: UnattendedIntake,
    private readonly ledger: ActionLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  attach(client: Client): void {
    client.ws.on(
      GatewayDispatchEvents.AutoModerationActionExecution,
      (execution: GatewayAutoModerationActionExecutionDispatchData) => {
        const name = client.users.cache.get(execution.user_id)?.displayName ?? null;
        const heard = this.triggerOf(execution, name);
        const waves = this.counting(heard);
        void this.work.run('automod', () => this.take(heard, waves));
      },
    );
    for (const event of RULE_EVENTS) {
      client.ws.on(event, ({ guild_id: guildId }: { guild_id: string }) => this.rules.forget(guildId));
    }
  }

  detach(): Promise<void> {
    return this.work.stop();
  }

  private triggerOf(execution: GatewayAutoModerationActionExecutionDispatchData, name: string | null): Heard {
    const { action } = execution;
    const at = this.clock.now();
    const event = {
      guildId: execution.guild_id,
      ruleId: execution.rule_id,
      userId: execution.user_id,
      channelId: execution.channel_id ?? null,
      messageId: execution.message_id ?? null,
      content: execution.content,
      action: actionName(action.type),
    };
    return {
      ...event,
      ...this.triggers.place(event, at.getTime()),
      userName: name,
      triggerType: execution.rule_trigger_type,
      matchedKeyword: execution.matched_keyword,
      matchedContent: execution.matched_content,
      alertMessageId: execution.alert_system_message_id ?? null,
      at,
      timeoutSeconds:
        action.type === AutoModerationActionType.Timeout ? (action.metadata?.duration_seconds ?? null) : null,
    };
  }

  /** Counts a trigger once, however often its work is tried. */
  private counting({ guildId, ruleId, userId, at }: Heard): Waves {
    let noted: { readonly wave: Wave | null } | null = null;
    return (limits) => {
      noted ??= { wave: this.raids.note(guildId, ruleId, userId, limits, at.getTime()) };
      return noted.wave;
    };
  }

  /** Further actions of a trigger that is known add nothing but the timeout, which is an action of its own. */
  private async take(heard: Heard, raids: Waves): Promise<void> {
    const { guildId, timeoutSeconds } = heard;
    if (!heard.isNew && timeoutSeconds === null) return;
    if ((await this.mappings.of(guildId)) === null) return;
    const source = await this.sources.of(guildId, 'automod');
    if (source.status !== 'approved') return;
    const rule = await this.rules.of(guildId, heard.ruleId);
    const settings = automodSettings(source.settings);
    const signal = automodSignal(heard, {
      rule,
      namedCategory: rule && categoryOfWords(rule.name),
      settings,
      wave: heard.isNew && settings.raid !== null ? raids(settings.raid) : null,
    });
    // The same external id again is answered with the first one's ticket (I2).
    const [receipt] = await this.intake.take(source, [signal]);
    if (timeoutSeconds === null) return;
    await this.ledger.recordFromTwo(guildId, [
      timeoutAction(heard, timeoutSeconds, rule, receipt?.ticketId ?? null),
    ]);
  }
}

interface Heard extends AutoModTrigger {
  readonly isNew: boolean;
  /** For the event that tells of a timeout: how long it is. */
  readonly timeoutSeconds: number | null;
}

type Waves = (limits: RaidLimits) => Wave | null;

function timeoutAction(
  { triggerId, userId, at }: Heard,
  durationSeconds: number,
  rule: AutoModRule | null,
  ticketId: string | null,
): SeenAction {
  return {
    externalId: `automod:${triggerId}`,
    ticketId,
    type: 'timeout',
    subjectId: userId,
    reason: rule === null ? 'AutoMod' : `AutoMod: ${cleanText(rule.name)}`,
    durationSeconds,
    decidedBy: null,
    carriedOutBy: 'automod',
    at,
  };
}
