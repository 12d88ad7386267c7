import type { LoggedEvent, Outcome, SignalKind } from '#kernel';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { quoteBlock } from '../../text/quote.js';
import type { NoticeKind } from './notice-kind.js';

export interface NoticeTicket {
  readonly number: number;
  readonly kind: SignalKind;
  readonly stream: keyof GuildMapping['outcomeNotices'];
}

const MOST_CHARACTERS = 1_900;

const NOUNS: Readonly<Record<SignalKind, string>> = {
  report: 'report',
  flag: 'report',
  appeal: 'appeal',
  request: 'request',
};

/** How it ended, without what was done to whom: that is between staff and the other member. */
const ENDED: Readonly<Record<Outcome, string>> = {
  actioned: 'The team looked at it and took action. Thank you for telling us.',
  no_violation: 'The team looked at it and found nothing against the rules. Thank you all the same.',
  answered: 'The team has answered it.',
  duplicate: 'It is handled together with another one about the same thing.',
  spam: 'The team closed it.',
  upheld: 'The decision you contested stands.',
  overturned: 'The decision you contested was taken back.',
  reduced: 'The decision you contested was made milder.',
  withdrawn: 'It was closed because it was withdrawn, or because nothing more was heard from you.',
};

/** Whether the person is told of it at all: guilds choose by stream who learns how things end. */
export function isTold(
  kind: NoticeKind,
  event: Pick<LoggedEvent, 'payload' | 'erasedAt'>,
  ticket: NoticeTicket,
  mapping: Pick<GuildMapping, 'outcomeNotices'>,
): boolean {
  if (event.erasedAt !== null) return false;
  return kind === 'outcome' ? mapping.outcomeNotices[ticket.stream] : true;
}

/** What a member reads. Text of staff is theirs to format no more than anyone's (I12). */
export function renderNotice(
  kind: NoticeKind,
  { payload, reason }: Pick<LoggedEvent, 'payload' | 'reason'>,
  { number, kind: of }: NoticeTicket,
): string {
  const what = `${NOUNS[of]} **#${number}**`;
  switch (kind) {
    case 'received':
      return `Your ${what} has reached the team. Write here whatever else they should know; they answer here.`;
    case 'reply':
      return fitted(`The team answers your ${what}:\n`, textOf(payload['text']));
    case 'outcome': {
      const head = `Your ${what} is closed. ${ENDED[outcomeOf(payload['outcome'])]}`;
      // Of an appeal or a request the member is owed the reason; that of a report speaks about somebody else.
      const owed = (of === 'appeal' || of === 'request') && reason !== null && reason.trim() !== '';
      return owed ? fitted(`${head}\n`, reason) : head;
    }
    case 'reopened':
      return `Your ${what} is open again: the team looks at it once more.`;
    case 'reminder':
      return `The team waits for your answer to your ${what}. Without one it is closed after a while.`;
    default:
      return kind satisfies never;
  }
}

function fitted(head: string, text: string): string {
  const room = MOST_CHARACTERS - head.length;
  const whole = quoteBlock(text);
  if (whole.length <= room) return head + whole;
  // Escapes make text longer, never more than twice and a line's mark.
  return `${head}${quoteBlock(text.slice(0, Math.floor(room / 3)))} …`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function outcomeOf(value: unknown): Outcome {
  return typeof value === 'string' && Object.hasOwn(ENDED, value) ? (value as Outcome) : 'answered';
}
