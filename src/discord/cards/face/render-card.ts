import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIEmbed,
  APIEmbedField,
} from 'discord-api-types/v10';
import type { Ticket, TicketSignal } from '#tickets';
import type { Status } from '#kernel';
import { quote } from '../../text/quote.js';
import { quoteWithin } from '../../text/quote-within.js';
import type { Language } from '../../text/texts.js';
import { cardButtons } from './card-buttons.js';
import { peopleFields, reasonFields, resolutionFields, signalField, timeFields } from './card-fields.js';
import { cardTexts } from './card.texts.js';

/** Everything that a card shows. */
export interface CardFacts {
  readonly ticket: Ticket;
  /** The newest few, newest first. */
  readonly signals: readonly TicketSignal[];
  readonly sourceName: string | null;
  /** Threads about it that do not hang on this card. */
  readonly otherThreadIds: readonly string[];
}

export interface CardFace {
  readonly embeds: readonly [APIEmbed];
  readonly components: APIActionRowComponent<APIButtonComponentWithCustomId>[];
}

const LONGEST_TITLE = 240;
/** Discord's limit for all text of a message's embeds is 6000. */
const LONGEST = 5_800;

const COLOURS: Readonly<Record<Status, number>> = {
  open: 0x3b82f6,
  waiting: 0x9ca3af,
  escalated: 0xdc2626,
  resolved: 0x16a34a,
};

/** The card of a ticket: one embed and its buttons. Of the signals as many as there is room for. */
export function renderCard(
  { ticket, signals, sourceName, otherThreadIds }: CardFacts,
  language: Language,
): CardFace {
  const texts = cardTexts[language];
  const embed = {
    title: cardTitle(ticket, LONGEST_TITLE),
    description: [
      `**${texts.streams[ticket.stream]}** · **${texts.statuses[ticket.status]}**`,
      quoteWithin(ticket.category, 100, quote),
      ...(ticket.tags.length === 0 ? [] : [quoteWithin(ticket.tags.join(', '), 200, quote)]),
    ].join(' · '),
    color: COLOURS[ticket.status],
  };
  const fields = [
    ...peopleFields(ticket, sourceName, texts),
    ...timeFields(ticket, texts),
    ...reasonFields(ticket, texts),
    ...resolutionFields(ticket, texts),
    ...(otherThreadIds.length === 0
      ? []
      : [{ name: texts.earlier, value: otherThreadIds.map((id) => `<#${id}>`).join(' ') }]),
  ];
  let left = LONGEST - embed.title.length - embed.description.length - lengthOf(fields);
  for (const signal of signals) {
    const field = signalField(signal, texts);
    left -= lengthOf([field]);
    if (left < 0) break;
    fields.push(field);
  }
  return { embeds: [{ ...embed, fields }], components: cardButtons(ticket, texts) };
}

/** `#1042 · what it is about`, never its status or owner: it names the thread too, and names can rarely change. */
export function cardTitle({ number, title }: Pick<Ticket, 'number' | 'title'>, most: number): string {
  const start = `#${number} · `;
  return `${start}${quoteWithin(title, most - start.length, quote)}`;
}

function lengthOf(fields: readonly APIEmbedField[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}
