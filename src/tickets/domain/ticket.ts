import type { ActorType, Outcome, SignalKind, Status, Stream, SubjectType, WaitFor } from '#kernel';
import type { Explanation, PriorityPart } from '#triage';

/** The unit of staff work: signals about the same thing. Changed only through `transition` (I4). */
export interface Ticket {
  readonly guildId: string;
  readonly id: string;
  /** Per guild, never reused; 0 until the writing transaction has given it one. */
  readonly number: number;
  /** Grows by one with every change; a command names the version it was decided on (I6). */
  readonly version: number;
  readonly stream: Stream;
  readonly status: Status;
  /** Kind of the first signal. */
  readonly kind: SignalKind;
  readonly category: string;
  readonly title: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly priority: number;
  readonly priorityParts: readonly PriorityPart[];
  /** Unique among the guild's unresolved tickets (I3); null for tickets that nothing may join. */
  readonly correlationKey: string | null;
  readonly fingerprint: string | null;
  /** Source of the first signal. */
  readonly sourceId: string;
  readonly tags: readonly string[];
  readonly explanation: Explanation;
  readonly ownerId: string | null;
  /** The claim is a lease: past this time the owner has lost it. Null exactly when there is no owner. */
  readonly claimExpiresAt: Date | null;
  readonly waitFor: WaitFor | null;
  /** When a waiting ticket wakes by itself. */
  readonly waitUntil: Date | null;
  readonly outcome: Outcome | null;
  readonly resolutionReason: string | null;
  readonly resolvedByType: ActorType | null;
  readonly resolvedById: string | null;
  readonly resolvedAt: Date | null;
  /** Automation leaves a person's decision on the same thing alone until then (I11). */
  readonly decisionExpiresAt: Date | null;
  readonly signalCount: number;
  readonly reporterCount: number;
  /** Signals that came after a person's decision and changed nothing. */
  readonly droppedCount: number;
  readonly lastSignalAt: Date;
  /** An appeal contests exactly one action, or a resolved ticket without one. */
  readonly contestsActionId: string | null;
  readonly contestsTicketId: string | null;
  /** Set when an appeal was decided by someone the rule of I7 would have kept out. */
  readonly waiverReason: string | null;
  readonly mergedIntoId: string | null;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  /** When its target is due; null while it is not for staff to act, or where there is no target. */
  readonly slaDueAt: Date | null;
  /** When it is warned of that; null once it was. */
  readonly slaWarnAt: Date | null;
  readonly slaBreached: boolean;
  /** When somebody is paged once more unless the ticket is looked at before. */
  readonly pageAt: Date | null;
  /** Pages since it was escalated, or since it breached. */
  readonly pageCount: number;
  /** While it waits for a member: when that is reminded of or, once it was, when the ticket is closed. */
  readonly staleAt: Date | null;
  readonly remindedAt: Date | null;
}
