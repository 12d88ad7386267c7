import type { LoggedEvent } from '#kernel';

export const NOTICE_KINDS = ['received', 'reply', 'outcome', 'reopened', 'reminder'] as const;
/** What a member is told: that their request or appeal is there, what staff answer, how it ended, and so on. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that only make sense where the member and staff talk: for requests and appeals. */
export const OF_CONVERSATIONS: readonly NoticeKind[] = ['received', 'reopened', 'reminder'];

/** What members are owed for an event; null: nothing. */
export function noticeKind({ type, payload }: Pick<LoggedEvent, 'type' | 'payload'>): NoticeKind | null {
  switch (type) {
    case 'ticket.opened':
      return 'received';
    case 'ticket.replied':
      // What was heard in the member's own thread they have read there.
      return payload['heard'] === true ? null : 'reply';
    case 'ticket.resolved':
      return 'outcome';
    case 'ticket.reopened':
      return 'reopened';
    case 'ticket.reminded':
      return 'reminder';
    default:
      return null;
  }
}
