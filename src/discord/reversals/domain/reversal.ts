/** What can be taken back on Discord, or asks for somebody to do it. What was said or removed stays so. */
export type ReversedType = 'ban' | 'timeout' | 'role_change';

/** What an overturned appeal takes back. */
export interface Reversal {
  readonly guildId: string;
  readonly actionId: string;
  /** The appeal, and who decided it. */
  readonly ticketId: string;
  readonly ticketNumber: number;
  readonly decidedBy: string;
  readonly type: ReversedType;
  readonly subjectId: string;
  /** 1 for the first time. */
  readonly attempts: number;
  /** Whether the appeal is still overturned. */
  readonly stands: boolean;
  /** Whether another decision of the kind, which nobody took back, is in force against the member. */
  readonly heldByAnother: boolean;
}

export type ReversalResult =
  | 'lifted'
  /** It ended, or somebody was faster. */
  | 'not_in_force'
  | 'another_holds'
  /** Docket does not know which roles there were before. */
  | 'by_hand'
  | 'member_gone'
  | 'refused'
  /** The appeal was opened again. */
  | 'off';
