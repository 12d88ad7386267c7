import type { Tx } from '#platform';
import type { Threshold } from '#triage';
import { measure, type Measured, type MeasureQuestion } from './db/join-reader.js';
import { isHigher } from './domain/lane.js';
import type { Ticket } from './domain/ticket.js';
import type { TriagedSignal } from './triaged-signal.js';

const MINUTE_MS = 60_000;

/** What the thresholds of a group's decisions measure: what the database holds and what this group adds. */
export class ThresholdMeasures {
  private readonly added = new Map<string, (string | null)[]>();

  private constructor(private readonly stored: ReadonlyMap<string, Measured>) {}

  static async load(
    tx: Tx,
    joining: readonly (TriagedSignal & { readonly loaded: Ticket | null })[],
    now: Date,
  ): Promise<ThresholdMeasures> {
    const asked = new Map<string, MeasureQuestion>();
    const coming = countBy(joining.flatMap(({ loaded }) => loaded?.id ?? []));
    for (const { decision, loaded } of joining) {
      if (loaded === null) continue;
      const inReach = (one: Threshold): boolean => isInReach(loaded, one, coming.get(loaded.id) ?? 0);
      for (const threshold of decision.thresholds.filter((one) => matters(loaded, one) && inReach(one))) {
        const { guildId, id: ticketId } = loaded;
        asked.set(keyOf(ticketId, threshold), { guildId, ticketId, since: sinceOf(loaded, threshold, now) });
      }
    }
    const answers = await measure(tx, [...asked.values()]);
    return new ThresholdMeasures(new Map([...asked.keys()].map((key, i) => [key, answers[i]!])));
  }

  /** What each threshold of the decision measures on this ticket, this signal included. */
  with(ticket: Ticket, { signal, decision }: TriagedSignal): number[] {
    const added = [...(this.added.get(ticket.id) ?? []), signal.reporter?.id ?? null];
    return decision.thresholds.map((threshold) => {
      if (!matters(ticket, threshold)) return 0;
      const stored = this.stored.get(keyOf(ticket.id, threshold));
      if (threshold.measure === 'occurrences') return (stored?.occurrences ?? 0) + added.length;
      return new Set([...(stored?.reporters ?? []), ...added.filter((id) => id !== null)]).size;
    });
  }

  /** A signal of this group has joined the ticket. */
  note(ticketId: string, reporterId: string | null): void {
    const added = this.added.get(ticketId);
    if (added) added.push(reporterId);
    else this.added.set(ticketId, [reporterId]);
  }
}

/** A ticket that stands as high already has nothing to gain from being measured. */
function matters(ticket: Ticket, { stream }: Threshold): boolean {
  return ticket.status === 'resolved' || isHigher(stream, ticket.stream);
}

/** With so many signals coming. What was ever counted on a ticket is no less than what any window holds of it. */
function isInReach(
  { reporterCount, signalCount }: Ticket,
  { measure: of, count }: Threshold,
  coming: number,
) {
  return (of === 'distinct_reporters' ? reporterCount : signalCount) + coming >= count;
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** After a person's decision only what came since counts. */
function sinceOf(ticket: Ticket, { withinMinutes }: Threshold, now: Date): Date {
  const windowStart = new Date(now.getTime() - withinMinutes * MINUTE_MS);
  const decidedAt = ticket.resolvedByType === 'user' ? ticket.resolvedAt : null;
  return decidedAt !== null && decidedAt > windowStart ? decidedAt : windowStart;
}

function keyOf(ticketId: string, { withinMinutes }: Threshold): string {
  return `${ticketId}:${withinMinutes}`;
}
