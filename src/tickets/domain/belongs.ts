import type { SignalKind } from '#kernel';
import type { Ticket } from './ticket.js';

const MINUTE_MS = 60_000;

/**
 * Whether a signal with the ticket's key still is about this ticket: always while it is unresolved; after
 * that within the window of its decision, and, for what was reported or flagged, as long as a person's
 * decision holds (I11). Appeals and requests after a resolution are new work.
 */
export function belongs(ticket: Ticket, kind: SignalKind, windowMinutes: number, now: Date): boolean {
  if (ticket.status !== 'resolved' || ticket.resolvedAt === null) return true;
  if (now.getTime() < ticket.resolvedAt.getTime() + windowMinutes * MINUTE_MS) return true;
  const isIncident = kind === 'report' || kind === 'flag';
  const held = ticket.resolvedByType === 'user' && ticket.decisionExpiresAt !== null;
  return isIncident && held && ticket.decisionExpiresAt > now;
}
