import type { LoggedEvent, Outcome, SignalKind } from '#kernel';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';
import { quoteBlock } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { noticeTexts } from './notice.texts.js';
import type { NoticeKind } from './notice-kind.js';

export interface NoticeTicket {
  readonly number: number;
  readonly kind: SignalKind;
  readonly stream: keyof GuildMapping['outcomeNotices'];
}

const MOST_CHARACTERS = 1_900;

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
  language: Language,
): string {
  const texts = noticeTexts[language];
  const yours = texts.yours[of](number);
  const toYours = texts.toYours[of](number);
  switch (kind) {
    case 'received':
      return texts.received(yours);
    case 'reply':
      return fitted(`${texts.reply(toYours)}\n`, textOf(payload['text']));
    case 'outcome': {
      const head = texts.closed(yours, texts.ended[outcomeOf(payload['outcome'])]);
      // Of an appeal or a request the member is owed the reason; that of a report speaks about somebody else.
      const owed = (of === 'appeal' || of === 'request') && reason !== null && reason.trim() !== '';
      return owed ? fitted(`${head}\n`, reason) : head;
    }
    case 'reopened':
      return texts.reopened(yours);
    case 'reminder':
      return texts.reminder(toYours);
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
  return typeof value === 'string' && Object.hasOwn(noticeTexts.en.ended, value)
    ? (value as Outcome)
    : 'answered';
}
