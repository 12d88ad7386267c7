import { digestText } from '#kernel';

/** One thing that AutoMod did. It tells of each action by itself: one message, up to four of these. */
export interface AutoModEvent {
  readonly guildId: string;
  readonly ruleId: string;
  readonly userId: string;
  readonly channelId: string | null;
  /** Null when the message was blocked: it never existed. */
  readonly messageId: string | null;
  readonly content: string;
  readonly action: string;
}

export interface Placed {
  /** Names the trigger within its guild; the same in every process that heard it. */
  readonly triggerId: string;
  /** False for a further action of a trigger that is known. */
  readonly isNew: boolean;
}

interface Open {
  readonly bucket: number;
  readonly ordinal: number;
  readonly triggerId: string;
  readonly actions: Set<string>;
}

const BUCKET_MS = 10_000;
const MOST = 5_000;

/** Joins the actions that AutoMod takes on one message into the trigger they belong to. */
export class TriggerTracker {
  private readonly open = new Map<string, Open>();

  place(event: AutoModEvent, nowMs: number): Placed {
    const { guildId, ruleId, userId, channelId, messageId, content, action } = event;
    const digest = digestText(content).slice(0, 16);
    if (messageId !== null) return this.remember(`${guildId}:${ruleId}:${messageId}:${digest}`, event, nowMs);
    const key = `${guildId}:${ruleId}:${userId}:${channelId ?? '-'}:${digest}`;
    return this.remember(key, { action, messageId }, nowMs);
  }

  private remember(key: string, event: Pick<AutoModEvent, 'action' | 'messageId'>, nowMs: number): Placed {
    const bucket = Math.floor(nowMs / BUCKET_MS);
    const last = this.open.get(key);
    if (last !== undefined && belongs(last, event, bucket)) {
      last.actions.add(event.action);
      return { triggerId: last.triggerId, isNew: false };
    }
    const ordinal = last?.bucket === bucket ? last.ordinal + 1 : 0;
    const name = key.slice(key.indexOf(':') + 1);
    const triggerId = event.messageId === null ? `${name}:${bucket}:${ordinal}` : name;
    this.open.delete(key);
    this.open.set(key, { bucket, ordinal, triggerId, actions: new Set([event.action]) });
    this.forgetOld();
    return { triggerId, isNew: true };
  }

  private forgetOld(): void {
    if (this.open.size <= MOST) return;
    const [oldest] = this.open.keys();
    if (oldest !== undefined) this.open.delete(oldest);
  }
}

/** The same text again is a further trigger: what was blocked is told apart by an action that it had already. */
function belongs(last: Open, event: Pick<AutoModEvent, 'action' | 'messageId'>, bucket: number): boolean {
  if (event.messageId !== null) return true;
  return bucket - last.bucket <= 1 && !last.actions.has(event.action);
}
