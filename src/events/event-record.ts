import type { LoggedEvent, NewEvent } from '#kernel';
import { columnsOf } from '#platform';

/** An event with its place among those that are written with it. */
export type SequencedEvent = NewEvent & { readonly seq: number };

export const EVENT_COLUMNS = columnsOf<SequencedEvent>({
  guildId: 'text',
  seq: 'bigint',
  at: 'timestamptz',
  type: 'text',
  ticketId: 'uuid',
  ticketVersion: 'integer',
  actorType: 'text',
  actorId: 'text',
  reason: 'text',
  payload: 'jsonb',
});

export type EventRecord = Omit<LoggedEvent, 'seq'> & { readonly seq: string };

export function eventOf(record: EventRecord): LoggedEvent {
  return { ...record, seq: BigInt(record.seq) };
}
