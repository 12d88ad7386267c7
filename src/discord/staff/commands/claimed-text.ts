import type { Ticket } from '#tickets';
import { timeText } from '../../text/ages.js';
import type { Language } from '../../text/texts.js';
import { ticketName } from '../desk/ticket-name.js';
import { peopleList } from '../presence/people-list.js';
import { claimingTexts } from './claiming.texts.js';

/** Names who else has the ticket open, here or in a console. */
export function claimedText(ticket: Ticket, language: Language, others: readonly string[] = []): string {
  const until = ticket.claimExpiresAt ?? ticket.updatedAt;
  const texts = claimingTexts[language];
  const claimed = texts.claimed(ticketName(ticket), timeText(until, 't'));
  return others.length === 0 ? claimed : `${claimed} ${texts.othersAtIt(peopleList(others))}`;
}
