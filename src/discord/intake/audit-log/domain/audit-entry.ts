import { cleanText, snowflakeTime, truncateText } from '#kernel';
import type { SeenAction, SeenReversal } from '#tickets';
import { namedModerator } from './named-moderator.js';

/** An entry of the audit log as Discord sends it, over the gateway and over HTTP alike. */
export interface AuditEntry {
  readonly id: string;
  readonly action_type: number;
  readonly user_id: string | null;
  readonly target_id: string | null;
  readonly reason?: string;
  readonly changes?: readonly { readonly key: string; readonly new_value?: unknown }[];
  readonly options?: { readonly count?: string; readonly auto_moderation_rule_name?: string };
}

export type Seen =
  | { readonly kind: 'action'; readonly action: SeenAction }
  | { readonly kind: 'reversal'; readonly reversal: SeenReversal }
  | {
      /** A timeout that AutoMod gave; what its own event told has the better facts. */
      readonly kind: 'automod_timeout';
      readonly action: SeenAction;
    };

/** https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-audit-log-events */
const KICK = 20;
const BAN = 22;
const UNBAN = 23;
const MEMBER_UPDATE = 24;
const MESSAGE_DELETE = 72;
const AUTOMOD_TIMEOUT = 145;

const TIMEOUT_KEY = 'communication_disabled_until';
/** What Docket writes into the reason of whatever it does itself: the action is on record already. */
const OWN_MARK = /\[docket:[0-9a-f-]{36}\]/i;
const MAX_REASON = 1_000;

/** What an entry says was done to a member; null for all else, and for what Docket did and knows. */
export function seenIn(entry: AuditEntry, botId: string): Seen | null {
  const subjectId = entry.target_id;
  if (subjectId === null) return null;
  const at = new Date(snowflakeTime(entry.id));
  switch (entry.action_type) {
    case KICK:
      return acted(entry, subjectId, botId, { type: 'kick' });
    case BAN:
      return acted(entry, subjectId, botId, { type: 'ban' });
    case UNBAN:
      return { kind: 'reversal', reversal: { type: 'ban', subjectId, at, entryId: entry.id } };
    case MEMBER_UPDATE:
      return timeoutIn(entry, subjectId, botId, at);
    case MESSAGE_DELETE:
      return acted(entry, subjectId, botId, {
        type: 'message_removal',
        otherwise: removed(entry.options?.count),
      });
    case AUTOMOD_TIMEOUT: {
      const reason = `AutoMod: ${entry.options?.auto_moderation_rule_name ?? '?'}`;
      const action = { ...actionOf(entry, subjectId, { type: 'timeout' }), reason: clean(reason) };
      return { kind: 'automod_timeout', action: { ...action, decidedBy: null, carriedOutBy: 'automod' } };
    }
    default:
      return null;
  }
}

interface Deed {
  readonly type: SeenAction['type'];
  readonly durationSeconds?: number;
  /** The reason where the moderator gave none. */
  readonly otherwise?: string;
}

function acted(entry: AuditEntry, subjectId: string, botId: string, deed: Deed): Seen | null {
  if (entry.user_id === botId && OWN_MARK.test(entry.reason ?? '')) return null;
  return { kind: 'action', action: actionOf(entry, subjectId, deed) };
}

function actionOf(entry: AuditEntry, subjectId: string, deed: Deed): SeenAction {
  const reason = entry.reason ?? deed.otherwise;
  return {
    externalId: `audit:${entry.id}`,
    ticketId: null,
    type: deed.type,
    subjectId,
    reason: reason === undefined ? null : clean(reason),
    durationSeconds: deed.durationSeconds ?? null,
    decidedBy: entry.user_id,
    carriedOutBy: entry.user_id,
    at: new Date(snowflakeTime(entry.id)),
  };
}

/** A member's update is a timeout, the end of one, or none of our business (a nickname). */
function timeoutIn(entry: AuditEntry, subjectId: string, botId: string, at: Date): Seen | null {
  const change = entry.changes?.find(({ key }) => key === TIMEOUT_KEY);
  if (change === undefined) return null;
  const until = typeof change.new_value === 'string' ? Date.parse(change.new_value) : Number.NaN;
  if (!(until > at.getTime()))
    return { kind: 'reversal', reversal: { type: 'timeout', subjectId, at, entryId: entry.id } };
  const durationSeconds = Math.ceil((until - at.getTime()) / 1_000);
  return acted(entry, subjectId, botId, { type: 'timeout', durationSeconds });
}

/** The moderator whom another bot's reason names: they decided it, and the bot carried it out. */
export function decidedByNamed(action: SeenAction, moderatorId: string): SeenAction {
  return { ...action, decidedBy: moderatorId };
}

/** Who is named in the reason of an entry as the one who decided it, should a bot have made the entry. */
export function namedIn({ reason, target_id: targetId, user_id: userId }: AuditEntry): string | null {
  const named = reason === undefined ? null : namedModerator(reason, targetId);
  return named === userId ? null : named;
}

function removed(count: string | undefined): string {
  return count === undefined || count === '1' ? '1 message removed' : `${count} messages removed`;
}

function clean(reason: string): string {
  return truncateText(cleanText(reason), MAX_REASON);
}
