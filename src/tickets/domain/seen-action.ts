import type { ActionType } from '#kernel';

/** An enforcement that happened outside of Docket's own commands, as it was seen. */
export interface SeenAction {
  /** Tells it from every other one in its guild, however often it is seen. */
  readonly externalId: string;
  readonly ticketId: string | null;
  readonly type: ActionType;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly durationSeconds: number | null;
  /** The person who decided it; null where nobody is known to have. */
  readonly decidedBy: string | null;
  readonly carriedOutBy: string | null;
  readonly at: Date;
}

/** An enforcement was taken back: every one of its type that was in force on the member then. */
export interface SeenReversal {
  readonly type: Extract<ActionType, 'ban' | 'timeout'>;
  readonly subjectId: string;
  readonly at: Date;
  /** The entry of the audit log that says so: what stands behind it is in force again. */
  readonly entryId: string;
}
