import type { NewEvent } from '#kernel';
import type { Refusal, Ticket, TransitionResult } from '#tickets';

/** The ticket and events of a command that must have been allowed. */
export function allowed(result: TransitionResult): { ticket: Ticket; events: readonly NewEvent[] } {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}: ${result.refusal.message}`);
  return result;
}

/** The refusal of a command that must have been refused. */
export function refused(result: TransitionResult): Refusal {
  if (result.ok) throw new Error(`allowed, with ${typesOf(result.events).join(', ') || 'no events'}`);
  return result.refusal;
}

export function typesOf(events: readonly NewEvent[]): string[] {
  return events.map((event) => event.type);
}
