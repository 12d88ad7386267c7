import { DomainError, isSnowflake, isUuid, STREAMS, type Stream } from '#kernel';
import { ALL_STREAMS, maskOf, type StreamMask } from './stream-mask.js';

/** The largest number Postgres keeps as a `seq`. */
const LARGEST_SEQ = 2n ** 63n - 1n;

export interface WatchRequest {
  readonly guildId: string;
  readonly mask: StreamMask;
  /** The last one the client saw; null: from now on. */
  readonly cursor: bigint | null;
}

export interface TicketRef {
  readonly guildId: string;
  readonly ticketId: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Each throws DomainError invalid `invalid_message`; whatever was sent, nothing else. */
export function parseWatch(data: unknown): WatchRequest {
  const fields = fieldsOf(data, ['guildId', 'streams', 'cursor']);
  return {
    guildId: guildIdOf(fields),
    mask: streamsOf(fields['streams']),
    cursor: cursorOf(fields['cursor']),
  };
}

export function parseGuild(data: unknown): { readonly guildId: string } {
  return { guildId: guildIdOf(fieldsOf(data, ['guildId'])) };
}

export function parseTicketRef(data: unknown): TicketRef {
  const fields = fieldsOf(data, ['guildId', 'ticketId']);
  const guildId = guildIdOf(fields);
  const { ticketId } = fields;
  if (typeof ticketId !== 'string' || !isUuid(ticketId)) {
    throw invalid('ticketId', "must be a ticket's id, a UUID");
  }
  return { guildId, ticketId: ticketId.toLowerCase() };
}

function fieldsOf(data: unknown, known: readonly string[]): Fields {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw invalid('', `must be one object with ${known.join(', ')}`);
  }
  const unknown = Object.keys(data).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(unknown.slice(0, 50), 'is not known here');
  return { ...data };
}

function guildIdOf({ guildId }: Fields): string {
  if (typeof guildId !== 'string' || !isSnowflake(guildId)) {
    throw invalid('guildId', 'must be a Discord id: 17 to 20 digits');
  }
  return guildId;
}

function wrongStreams() {
  return invalid('streams', `must list one or more of ${STREAMS.join(', ')}`);
}

function streamsOf(streams: unknown): StreamMask {
  if (streams === undefined || streams === null) return ALL_STREAMS;
  if (!Array.isArray(streams) || streams.length === 0 || streams.length > STREAMS.length)
    throw wrongStreams();
  if (!streams.every((name): name is Stream => STREAMS.some((stream) => stream === name)))
    throw wrongStreams();
  return maskOf(streams);
}

function cursorOf(cursor: unknown): bigint | null {
  if (cursor === undefined || cursor === null) return null;
  if (typeof cursor === 'string' && /^\d{1,19}$/.test(cursor)) {
    const seq = BigInt(cursor);
    if (seq <= LARGEST_SEQ) return seq;
  }
  throw invalid('cursor', 'must be a cursor as it was received: digits in a string');
}

function invalid(path: string, message: string): DomainError {
  const what = path === '' ? `It ${message}` : `${path}: ${message}`;
  return new DomainError('invalid', 'invalid_message', `The message is not valid. ${what}.`, {
    errors: [{ path, message }],
  });
}
