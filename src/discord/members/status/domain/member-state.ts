import type { MemberTicket } from '#tickets';

export type MemberState = 'received' | 'in_hand' | 'waits_for_you' | 'done';

/** How a ticket stands in the words of whoever brought it in: nothing of who works it, or where. */
export function memberState({
  status,
  waitFor,
  isOwned,
}: Pick<MemberTicket, 'status' | 'waitFor' | 'isOwned'>): MemberState {
  switch (status) {
    case 'resolved':
      return 'done';
    case 'waiting':
      return waitFor === 'member' ? 'waits_for_you' : 'in_hand';
    // Escalated is the team's own word for it.
    case 'escalated':
    case 'open':
      return isOwned ? 'in_hand' : 'received';
    default:
      return status satisfies never;
  }
}
