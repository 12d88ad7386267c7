import type { Ticket } from '#tickets';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { ticketName } from '../desk/ticket-name.js';
import { workTexts } from './work.texts.js';

export function resolvedText(ticket: Ticket, language: Language): string {
  const outcome = ticket.outcome === null ? '' : wordTexts[language].outcomes[ticket.outcome];
  return workTexts[language].resolved(ticketName(ticket), outcome);
}
