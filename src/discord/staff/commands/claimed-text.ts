import type { Ticket } from '#tickets';
import { timeText } from '../../text/ages.js';
import type { Language } from '../../text/texts.js';
import { ticketName } from '../desk/ticket-name.js';
import { claimingTexts } from './claiming.texts.js';

export function claimedText(ticket: Ticket, language: Language): string {
  const until = ticket.claimExpiresAt ?? ticket.updatedAt;
  return claimingTexts[language].claimed(ticketName(ticket), timeText(until, 't'));
}
