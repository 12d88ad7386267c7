import type { ActorType, EventType, JsonObject } from '#kernel';

/** The type of what is sent when somebody tries an endpoint. */
export const TEST_TYPE = 'callback.test';

/** What is told of an event; never what staff wrote about it. */
export interface ToldEvent {
  readonly guildId: string;
  readonly type: EventType | typeof TEST_TYPE;
  /** Null for a test. */
  readonly seq: string | null;
  readonly actorType: ActorType | null;
  readonly actorId: string | null;
  readonly at: Date;
}

/** The same for a source: what became of its own signals, and nothing of what others sent or staff did. */
export function messageForSource(
  event: ToldEvent,
  ticket: JsonObject | null,
  signals: readonly { readonly id: string; readonly externalId: string | null }[],
): string {
  const told =
    ticket === null ? null : Object.fromEntries(SHOWN_TO_SOURCES.map((name) => [name, ticket[name]]));
  return JSON.stringify({
    type: event.type,
    timestamp: event.at.toISOString(),
    data: { guildId: event.guildId, seq: event.seq, ticket: told, signals },
  });
}

const SHOWN_TO_SOURCES = ['id', 'number', 'version', 'stream', 'status', 'outcome', 'resolvedAt'] as const;

/** The body of a call, in the form of Standard Webhooks. `ticket` is as it is when the call is made. */
export function messageOf(event: ToldEvent, ticket: JsonObject | null): string {
  const { actorType, actorId } = event;
  return JSON.stringify({
    type: event.type,
    timestamp: event.at.toISOString(),
    data: {
      guildId: event.guildId,
      seq: event.seq,
      actor: actorType === null ? null : { type: actorType, id: actorId },
      ticket,
    },
  });
}
