import type { EventType, LoggedEvent } from '#kernel';

export const NOTICE_KINDS = ['received', 'reply', 'outcome', 'reopened', 'reminder'] as const;
/** What a member is told: that their request or appeal is there, what staff answer, how it ended, and so on. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that only make sense where the member and staff talk: for requests and appeals. */
export const OF_CONVERSATIONS: readonly NoticeKind[] = ['received', 'reopened', 'reminder'];

const TOLD: Readonly<Partial<Record<EventType, NoticeKind>>> = {
  'ticket.opened': 'received',
  'ticket.replied': 'reply',
  'ticket.resolved': 'outcome',
  'ticket.reopened': 'reopened',
  'ticket.reminded': 'reminder',
};

/** What members are owed for an event; null: nothing. */
export function noticeKind({ type, payload }: Pick<LoggedEvent, 'type' | 'payload'>): NoticeKind | null {
  // What was heard in the member's own thread they have read there.
  if (payload['heard'] === true) return null;
  return TOLD[type] ?? null;
}
