import type { JobRequest } from '#jobs';
import type { TicketLine } from '#tickets';

/** Escalations go before everything else, then what is urgent. */
const ESCALATED = 500;

type Urgency = Pick<TicketLine, 'stream' | 'priority'>;

/** The job that brings a card in line with its ticket. */
export function cardRequest(guildId: string, ticketId: string, ticket: Urgency | null = null): JobRequest {
  const urgency = ticket === null ? 0 : ticket.priority + (ticket.stream === 'escalation' ? ESCALATED : 0);
  return { name: 'discord.card', payload: { guildId, ticketId }, key: ticketId, priority: urgency };
}
