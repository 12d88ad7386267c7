import type { APIEmbedField } from 'discord-api-types/v10';
import type { Ticket, TicketSignal } from '#tickets';
import { quote, quoteBlock } from '../../text/quote.js';
import { quoteWithin } from '../../text/quote-within.js';
import type { CardTexts } from './card.texts.js';
import { actor, fromNow, mention, subject } from './mentions.js';

const LONGEST_LINE = 180;
const LONGEST_REASON = 700;
const LONGEST_QUOTE = 500;
const MOST_REASONS = 4;
const MOST_PARTS = 12;

const line = (text: string): string => quoteWithin(text, LONGEST_LINE, quote);

export function peopleFields(ticket: Ticket, sourceName: string | null, texts: CardTexts): APIEmbedField[] {
  const counts = texts.signals(ticket.signalCount, ticket.reporterCount);
  const from = [
    ...(sourceName === null ? [] : [line(sourceName)]),
    counts,
    ...(ticket.droppedCount > 0 ? [texts.dropped(ticket.droppedCount)] : []),
  ];
  return [
    {
      name: texts.about,
      value: subject(ticket.subjectType, ticket.subjectId, ticket.subjectName),
      inline: true,
    },
    { name: texts.from, value: from.join('\n'), inline: true },
    ...(ticket.status === 'resolved'
      ? []
      : [
          {
            name: texts.owner,
            value: ticket.ownerId === null ? texts.nobody : mention(ticket.ownerId),
            inline: true,
          },
        ]),
  ];
}

export function timeFields(ticket: Ticket, texts: CardTexts): APIEmbedField[] {
  const fields = [
    { name: texts.opened, value: fromNow(ticket.openedAt), inline: true },
    { name: texts.lastSignal, value: fromNow(ticket.lastSignalAt), inline: true },
  ];
  if (ticket.status === 'resolved') return fields;
  if (ticket.slaDueAt !== null) {
    const due = fromNow(ticket.slaDueAt);
    fields.push({ name: texts.due, value: ticket.slaBreached ? texts.breached(due) : due, inline: true });
  }
  if (ticket.status === 'waiting') {
    const lines = [
      ...(ticket.waitFor === null ? [] : [texts.waitFor[ticket.waitFor]]),
      ...(ticket.waitUntil === null ? [] : [texts.until(fromNow(ticket.waitUntil))]),
    ];
    fields.push({ name: texts.waiting, value: lines.join('\n') || texts.statuses.waiting, inline: true });
  }
  return fields;
}

/** Why the ticket is where it is, and what its priority is made of (I15). */
export function reasonFields(ticket: Ticket, texts: CardTexts): APIEmbedField[] {
  const { rule, reasons } = ticket.explanation;
  const parts = ticket.priorityParts
    .slice(0, MOST_PARTS)
    .map(({ name, points }) => `${quoteWithin(name, 40, quote)} ${points}`);
  const why = [
    rule === null ? texts.noRule : texts.rule(quoteWithin(rule.id, 80, quote), rule.version),
    ...reasons.slice(0, MOST_REASONS).map((reason) => `- ${line(reason)}`),
  ];
  return [
    ...(parts.length === 0 ? [] : [{ name: texts.priority(ticket.priority), value: parts.join(' · ') }]),
    { name: texts.why, value: why.join('\n') },
  ];
}

export function resolutionFields(ticket: Ticket, texts: CardTexts): APIEmbedField[] {
  if (ticket.outcome === null || ticket.resolvedAt === null) return [];
  const who = actor(ticket.resolvedByType, ticket.resolvedById, texts);
  const lines = [texts.resolvedLine(texts.outcomes[ticket.outcome], who, fromNow(ticket.resolvedAt))];
  if (ticket.resolutionReason !== null) {
    lines.push(quoteWithin(ticket.resolutionReason, LONGEST_REASON, quoteBlock));
  }
  return [{ name: texts.resolved, value: lines.join('\n') }];
}

export function signalField(signal: TicketSignal, texts: CardTexts): APIEmbedField {
  const reporter = signal.reporterId === null ? null : mention(signal.reporterId);
  return {
    name: texts.signal(texts.kinds[signal.kind], quoteWithin(signal.category, 60, quote)),
    value: [
      texts.signalLine(fromNow(signal.receivedAt), reporter),
      signal.text.trim() === '' ? texts.noText : quoteWithin(signal.text, LONGEST_QUOTE, quoteBlock),
    ].join('\n'),
  };
}
