import type { ActionType, Outcome, WaitFor } from '#kernel';
import type { Decision, Signal } from '#triage';

/** An enforcement a moderator took, recorded when the ticket is resolved. */
export interface ActionTaken {
  readonly id: string;
  readonly type: ActionType;
  /** The member it was taken on. */
  readonly subjectId: string;
  readonly reason: string | null;
  /** For a timeout or a temporary ban. */
  readonly durationSeconds: number | null;
  /** Who carried it out, when not the one who decided. */
  readonly carriedOutBy: string | null;
}

/** Commands of people (and services) reach a ticket over HTTP and Discord; the rest is Docket's own. */
export type StaffCommand =
  | { readonly type: 'claim' }
  | { readonly type: 'renew' }
  | { readonly type: 'handover'; readonly to: string }
  | { readonly type: 'release' }
  | {
      readonly type: 'wait';
      readonly for: WaitFor;
      readonly until: Date | null;
      readonly reason: string | null;
    }
  | { readonly type: 'escalate'; readonly reason: string }
  | { readonly type: 'deescalate'; readonly reason: string }
  | {
      readonly type: 'resolve';
      readonly outcome: Outcome;
      readonly reason: string;
      readonly actions: readonly ActionTaken[];
      /** Why someone whom I7 keeps out decides this appeal all the same (a team too small). */
      readonly waiver: string | null;
    }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'priority'; readonly priority: number; readonly reason: string }
  /** Resolves this ticket as a duplicate; its signals go to the other one. */
  | { readonly type: 'merge'; readonly intoId: string; readonly intoNumber: number };

export type SystemCommand =
  | { readonly type: 'open'; readonly id: string; readonly signal: Signal; readonly decision: Decision }
  | {
      readonly type: 'addSignal';
      readonly signal: Signal;
      readonly decision: Decision;
      /** True when this reporter is new to the ticket. */
      readonly newReporter: boolean;
      /** What the decision's thresholds measured, this signal included, in their order. */
      readonly measured: readonly number[];
    }
  | { readonly type: 'expireClaim' }
  | { readonly type: 'wake'; readonly cause: 'time' | 'reply' }
  /** The other side of a merge: takes over another ticket's signals. */
  | {
      readonly type: 'absorb';
      readonly fromId: string;
      readonly fromNumber: number;
      readonly signals: number;
      readonly reporters: number;
    }
  /** One side of a split: signals leave for a new ticket. */
  | {
      readonly type: 'shed';
      readonly toId: string;
      readonly signalIds: readonly string[];
      readonly reporters: number;
      readonly reason: string;
    }
  /** The other side of a split: a new ticket that starts from signals of another. */
  | {
      readonly type: 'splitOff';
      readonly id: string;
      readonly from: { readonly id: string; readonly number: number };
      readonly signalIds: readonly string[];
      readonly reporters: number;
      readonly title: string;
      readonly reason: string;
    };

export type TicketCommand = StaffCommand | SystemCommand;
export type CommandType = TicketCommand['type'];
