import type { EventType, Stream } from '#kernel';

export const ENDPOINT_STATUSES = ['active', 'disabled'] as const;
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];

/**
 * Why an endpoint is off: somebody `asked`; it said it is `gone` (410); it has been `failing` for days; it is too
 * far `behind`.
 */
export const DISABLED_REASONS = ['asked', 'gone', 'failing', 'behind'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** What is said of an endpoint when it is made, and may change. */
export interface EndpointDetails {
  readonly name: string;
  readonly url: string;
  /** Empty: all. */
  readonly eventTypes: readonly EventType[];
  /** Empty: all. */
  readonly streams: readonly Stream[];
}

/** With what stays for good. */
export interface NewEndpointDetails extends EndpointDetails {
  /** Whose endpoint it is: it hears of the tickets that hold a signal of this source. Null: of all. */
  readonly sourceId: string | null;
}

/** What an endpoint wants to hear of. */
export type Wants = Pick<NewEndpointDetails, 'eventTypes' | 'streams' | 'sourceId'>;

export interface EndpointFacts extends NewEndpointDetails {
  readonly guildId: string;
  readonly id: string;
  readonly status: EndpointStatus;
  readonly disabledReason: DisabledReason | null;
  readonly disabledAt: Date | null;
  /** Failures since it last took something. */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Nothing is sent before. */
  readonly pausedUntil: Date | null;
  readonly secretIssuedAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What every change of a claim says, and nobody waits for; only who names it hears of it. */
const ONLY_WHEN_NAMED: readonly EventType[] = ['ticket.claim_renewed'];

/** What became of what it sent is all that a source wants to know. */
const FOR_SOURCES: readonly EventType[] = ['ticket.resolved', 'ticket.reopened'];

/** Whether an endpoint is told of an event of a ticket that now stands in a stream. */
export function isWanted({ eventTypes, streams, sourceId }: Wants, type: EventType, stream: Stream): boolean {
  const standard = sourceId === null ? !ONLY_WHEN_NAMED.includes(type) : FOR_SOURCES.includes(type);
  const ofType = eventTypes.length === 0 ? standard : eventTypes.includes(type);
  return ofType && (streams.length === 0 || streams.includes(stream));
}
