import type { ActionType, Outcome, WaitFor } from '#kernel';
import type { Decision, Features, Signal } from '#triage';
import type { Ticket } from './ticket.js';

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
  /** Whether the member was told why; left out where nobody told them through Docket. */
  readonly toldMember?: boolean;
}

/** What a merge must know of the ticket it goes into. */
export type MergeTarget = Pick<
  Ticket,
  'id' | 'number' | 'stream' | 'kind' | 'contestsActionId' | 'contestsTicketId'
>;

/** What the other side of a merge must know of the ticket it takes over, as it was before. */
export type MergedTicket = Pick<
  Ticket,
  'id' | 'number' | 'signalCount' | 'droppedCount' | 'lastSignalAt' | 'priorityParts' | 'tags'
>;

/** What a split must know of a signal that moves. */
export type MovedSignal = Pick<
  Signal,
  'id' | 'kind' | 'category' | 'subject' | 'sourceId' | 'reporter' | 'receivedAt'
>;

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
  /** Acts on a member without resolving the ticket. */
  | { readonly type: 'act'; readonly action: ActionTaken }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'priority'; readonly priority: number; readonly reason: string }
  /** Resolves this ticket as a duplicate; its signals go to the other one. */
  | { readonly type: 'merge'; readonly into: MergeTarget };

export type SystemCommand =
  | {
      readonly type: 'open';
      readonly id: string;
      readonly signal: Signal;
      readonly decision: Decision;
      /** For an appeal: what it contests, as intake found it. */
      readonly contests: Features['contests'];
    }
  | {
      readonly type: 'addSignal';
      readonly signal: Signal;
      readonly decision: Decision;
      /** True when this reporter is new to the ticket. */
      readonly newReporter: boolean;
      /**
       * What the decision's thresholds measured, this signal included, in their order. After a person's
       * decision only signals since then count: what they had before them cannot overrule them.
       */
      readonly measured: readonly number[];
    }
  /** What was done outside is recorded however the ticket stands by now; decided by its actor. */
  | { readonly type: 'recordAction'; readonly action: ActionTaken }
  | { readonly type: 'expireClaim' }
  | { readonly type: 'wake'; readonly cause: 'time' | 'reply' }
  /** Was said where the member and staff talk with each other. */
  | {
      readonly type: 'hear';
      readonly side: 'member' | 'staff';
      readonly text: string;
      readonly messageId: string;
    }
  | { readonly type: 'warn' }
  | { readonly type: 'breach' }
  | { readonly type: 'remind' }
  | { readonly type: 'closeStale' }
  | {
      readonly type: 'page';
      /** Whether someone on staff has it open at this moment. */
      readonly isOpenSomewhere: boolean;
    }
  /** The other side of a merge: takes over another ticket's signals. */
  | {
      readonly type: 'absorb';
      readonly from: MergedTicket;
      /** Reporters that were not on this ticket yet. */
      readonly reporters: number;
    }
  /** One side of a split: signals leave for a new ticket. */
  | {
      readonly type: 'shed';
      readonly toId: string;
      readonly signalIds: readonly string[];
      /** Reporters with no signal left here. */
      readonly reporters: number;
      readonly reason: string;
    }
  /** The other side of a split: a new ticket that starts from signals of another. */
  | {
      readonly type: 'splitOff';
      readonly id: string;
      /** The ticket they leave, as it was before. */
      readonly from: Ticket;
      /** Oldest first; the first says what the new ticket is about. */
      readonly signals: readonly MovedSignal[];
      readonly title: string;
      readonly reason: string;
    };

export type TicketCommand = StaffCommand | SystemCommand;
export type CommandType = TicketCommand['type'];
export type CommandOf<T extends CommandType> = Extract<TicketCommand, { readonly type: T }>;
