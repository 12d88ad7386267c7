import type { ActionType, Outcome, Role } from '#kernel';
import type { Language } from '../../../text/texts.js';

/** What Docket does on Discord for a moderator; roles are given and taken by people alone. */
export type EnforcedType = Exclude<ActionType, 'role_change'>;

/** Whom a moderator decided to do what to, and why; it becomes an action of the ticket under the same id. */
export interface Enforcement {
  readonly guildId: string;
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: number;
  /** The version it was decided on (I6). */
  readonly ticketVersion: number;
  readonly type: EnforcedType;
  readonly subjectId: string;
  readonly reason: string;
  readonly durationSeconds: number | null;
  /** For a ban: messages of the last so many seconds go too. */
  readonly deleteMessageSeconds: number | null;
  /** The message to remove. */
  readonly channelId: string | null;
  readonly messageId: string | null;
  /** With which outcome the ticket is resolved at the same time; null: it is not. */
  readonly outcome: Outcome | null;
  /** In which the member is told. */
  readonly language: Language;
  readonly requestedBy: string;
  readonly requestedRole: Role;
}

export type EnforcementState = 'proposed' | 'pending' | 'done' | 'refused';

/** One that is to be carried out. */
export interface LeasedEnforcement extends Enforcement {
  readonly confirmedAt: Date;
  /** 1 for the first time. */
  readonly attempts: number;
  /** Whether their message arrived; null before it was sent. */
  readonly toldMember: boolean | null;
}

/** The weakest role that may decide each of them. */
export const ENFORCEMENT_NEEDS: Readonly<Record<EnforcedType, Role>> = {
  warn: 'moderator',
  timeout: 'moderator',
  message_removal: 'moderator',
  kick: 'senior',
  ban: 'senior',
};
