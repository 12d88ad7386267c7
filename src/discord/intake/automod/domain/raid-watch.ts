/** When triggers of one rule are a raid of many, or the flood of one member, rather than cases of their own. */
export interface RaidLimits {
  /** So many different members within the time are a raid. */
  readonly members: number;
  /** So many triggers of one member within the time are a flood. */
  readonly ofOneMember: number;
  readonly withinSeconds: number;
}

export interface Wave {
  readonly kind: 'raid' | 'flood';
  /** Triggers with the same key belong on one ticket. */
  readonly key: string;
}

interface Seen {
  readonly atMs: number;
  readonly userId: string;
}

/** A wave that goes on longer gets another ticket, so that one key does not hold for ever. */
const KEY_MS = 1_800_000;
const MOST_SEEN = 500;
const MOST_RULES = 2_000;

/** Tells from the triggers of the last moments whether a further one is part of a wave. */
export class RaidWatch {
  private readonly byRule = new Map<string, Seen[]>();

  note(guildId: string, ruleId: string, userId: string, limits: RaidLimits, nowMs: number): Wave | null {
    const rule = `${guildId}:${ruleId}`;
    const since = nowMs - limits.withinSeconds * 1_000;
    const seen = (this.byRule.get(rule) ?? []).filter(({ atMs }) => atMs > since).slice(-MOST_SEEN);
    seen.push({ atMs: nowMs, userId });
    this.byRule.delete(rule);
    this.byRule.set(rule, seen);
    if (this.byRule.size > MOST_RULES) this.forgetOldest();
    const bucket = Math.floor(nowMs / KEY_MS);
    if (new Set(seen.map((one) => one.userId)).size >= limits.members) {
      return { kind: 'raid', key: `raid:${ruleId}:${bucket}` };
    }
    if (seen.filter((one) => one.userId === userId).length >= limits.ofOneMember) {
      return { kind: 'flood', key: `flood:${ruleId}:${userId}:${bucket}` };
    }
    return null;
  }

  private forgetOldest(): void {
    const [oldest] = this.byRule.keys();
    if (oldest !== undefined) this.byRule.delete(oldest);
  }
}
