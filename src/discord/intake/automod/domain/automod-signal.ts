import { cleanText, truncateText, type JsonObject, type Severity } from '#kernel';
import type { NewSignal } from '#intake';
import type { AutoModSettings } from './automod-settings.js';
import type { AutoModEvent } from './trigger-tracker.js';
import type { Wave } from './raid-watch.js';

/** https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-trigger-types */
const TRIGGERS: Readonly<Record<number, string>> = {
  1: 'keyword',
  3: 'spam',
  4: 'keyword_preset',
  5: 'mention_spam',
  6: 'member_profile',
};

const ACTIONS: Readonly<Record<number, string>> = {
  1: 'block_message',
  2: 'send_alert',
  3: 'timeout',
  4: 'block_member',
};

/** Discord's own lists of words, the more serious first. */
const PRESETS: readonly (readonly [preset: number, category: string, severity: Severity])[] = [
  [3, 'hate', 'high'],
  [2, 'nsfw', 'medium'],
  [1, 'harassment', 'low'],
];

/** What is known of the rule that acted, as the guild has it. */
export interface AutoModRule {
  readonly name: string;
  readonly triggerType: number;
  readonly presets: readonly number[];
  /** Everything it does when it acts. */
  readonly actionTypes: readonly number[];
}

export interface AutoModTrigger extends AutoModEvent {
  readonly triggerId: string;
  readonly userName: string | null;
  readonly triggerType: number;
  readonly matchedKeyword: string | null;
  readonly matchedContent: string | null;
  readonly alertMessageId: string | null;
  readonly at: Date;
}

export interface AutoModContext {
  /** Null where it could not be asked for. */
  readonly rule: AutoModRule | null;
  /** What the words of the rule's name say it is about. */
  readonly namedCategory: string | null;
  readonly settings: AutoModSettings;
  readonly wave: Wave | null;
}

const MAX_TEXT = 4_000;
const MAX_NAME = 100;
/** In place of a text that Discord keeps from the bot. */
export const NO_TEXT =
  '[The text is not shown to Docket: switch on the intent MESSAGE_CONTENT in the developer portal.]';

export function actionName(type: number): string {
  return ACTIONS[type] ?? `action_${type}`;
}

/** One trigger is one flag, whatever AutoMod did about it. */
export function automodSignal(trigger: AutoModTrigger, context: AutoModContext): NewSignal {
  const { rule, wave } = context;
  const { category, severity } = placed(trigger, context);
  return {
    externalId: trigger.triggerId,
    kind: 'flag',
    category,
    severity,
    confidence: trigger.triggerType === 3 ? 0.6 : 0.8,
    subject: { type: 'user', id: trigger.userId, name: nameOf(trigger.userName) },
    reporter: null,
    text: truncateText(cleanText(trigger.content), MAX_TEXT) || NO_TEXT,
    channelId: trigger.channelId,
    messageId: trigger.messageId,
    links: [],
    attachments: [],
    occurredAt: trigger.at,
    correlationKey: wave?.key ?? null,
    data: {
      ruleId: trigger.ruleId,
      ruleName: rule === null ? null : cleanText(rule.name),
      trigger: TRIGGERS[trigger.triggerType] ?? `trigger_${trigger.triggerType}`,
      actions: actionsOf(trigger, rule),
      blocked: trigger.messageId === null,
      ...(wave && { wave: wave.kind }),
      ...matched(trigger),
    },
  };
}

/** What the guild says of the rule, then what kind of rule it is, then its name. */
function placed(
  trigger: AutoModTrigger,
  { rule, namedCategory, settings, wave }: AutoModContext,
): { category: string; severity: Severity } {
  const own = settings.rules.get(trigger.ruleId) ?? settings.rules.get(rule?.name.toLowerCase() ?? '') ?? {};
  const usual = usualPlace(trigger.triggerType, rule, namedCategory);
  if (wave?.kind === 'raid') return { category: own.category ?? 'raid', severity: own.severity ?? 'high' };
  return { ...usual, ...own };
}

function usualPlace(
  triggerType: number,
  rule: AutoModRule | null,
  namedCategory: string | null,
): { category: string; severity: Severity } {
  switch (triggerType) {
    case 3:
      return { category: 'spam', severity: 'low' };
    case 4: {
      const preset = PRESETS.find(([number]) => rule?.presets.includes(number));
      return preset === undefined
        ? { category: 'harassment', severity: 'medium' }
        : { category: preset[1], severity: preset[2] };
    }
    case 5:
      return { category: 'spam', severity: 'medium' };
    default:
      return { category: namedCategory ?? 'other', severity: 'medium' };
  }
}

/** The events of the other actions may still be on their way, so the rule says what it does. */
function actionsOf({ action }: AutoModTrigger, rule: AutoModRule | null): string[] {
  return [...new Set([action, ...(rule?.actionTypes ?? []).map(actionName)])];
}

function matched({ matchedKeyword, matchedContent, alertMessageId }: AutoModTrigger): JsonObject {
  return {
    ...(matchedKeyword !== null && { matchedKeyword: clipped(matchedKeyword) }),
    ...(matchedContent !== null && matchedContent !== '' && { matchedContent: clipped(matchedContent) }),
    ...(alertMessageId !== null && { alertMessageId }),
  };
}

function clipped(text: string): string {
  return truncateText(cleanText(text), 500);
}

function nameOf(name: string | null): string | null {
  return name === null ? null : truncateText(cleanText(name), MAX_NAME);
}
