import type { Status } from '#kernel';
import type { CommandType } from './commands.js';

/** `none` is a ticket that does not exist yet. */
export type From = Status | 'none';

export interface Move {
  /** Where the command is legal; anywhere else it is refused. */
  readonly from: readonly From[];
  /** Staff commands need a role and are closed to parties (I8); the rest is Docket's own. */
  readonly by: 'staff' | 'docket';
  /** Working commands respect the claim: theirs alone who holds it (I6). */
  readonly working: boolean;
  /** Closed to whoever decided what the appeal contests (I7). */
  readonly closedToDecider: boolean;
}

const UNRESOLVED = ['open', 'waiting', 'escalated'] as const;
const ANY = [...UNRESOLVED, 'resolved'] as const;

function docket(...from: From[]): Move {
  return { from, by: 'docket', working: false, closedToDecider: false };
}

function staff(from: readonly From[], more: { working?: boolean; openToDecider?: boolean } = {}): Move {
  return {
    from,
    by: 'staff',
    working: more.working ?? false,
    closedToDecider: !(more.openToDecider ?? false),
  };
}

/**
 * The state machine: every command and where it is legal. Whoever decided what an appeal contests
 * may still tell their side (note) and let go of it (release); parking, sorting or reopening the
 * appeal would be deciding it by other means.
 */
export const MOVES: Readonly<Record<CommandType, Move>> = {
  open: docket('none'),
  addSignal: docket(...ANY),
  claim: staff(UNRESOLVED),
  renew: staff(UNRESOLVED),
  handover: staff(UNRESOLVED),
  release: staff(UNRESOLVED, { openToDecider: true }),
  expireClaim: docket(...UNRESOLVED),
  wait: staff(['open', 'escalated'], { working: true }),
  wake: docket('waiting'),
  hear: docket(...ANY),
  warn: docket(...UNRESOLVED),
  breach: docket(...UNRESOLVED),
  remind: docket('waiting'),
  closeStale: docket('waiting'),
  page: docket('escalated', 'waiting'),
  escalate: staff(['open', 'waiting'], { working: true }),
  deescalate: staff(['escalated'], { working: true }),
  resolve: staff(UNRESOLVED, { working: true }),
  act: staff(ANY, { working: true }),
  recordAction: docket(...ANY),
  reopen: staff(['resolved']),
  merge: staff(UNRESOLVED, { working: true }),
  absorb: staff(UNRESOLVED),
  shed: staff(UNRESOLVED, { working: true }),
  splitOff: staff(['none']),
  note: staff(ANY, { openToDecider: true }),
  reply: staff(ANY, { working: true }),
  tag: staff(ANY),
  category: staff(ANY),
  priority: staff(ANY),
};

export function isLegal(command: CommandType, from: From): boolean {
  return MOVES[command].from.includes(from);
}
