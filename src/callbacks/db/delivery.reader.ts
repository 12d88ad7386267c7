import { Injectable } from '@nestjs/common';
import type { EventType } from '#kernel';
import { Database, Keyset, type Page } from '#platform';
import type { TEST_TYPE } from '../domain/message.js';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A call that was owed to an endpoint, and what came of it the last time. */
export interface DeliveryFacts {
  readonly id: string;
  readonly endpointId: string;
  readonly type: EventType | typeof TEST_TYPE;
  readonly seq: string | null;
  readonly ticketId: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastAttemptAt: Date | null;
  readonly statusCode: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

export interface AttemptFacts {
  readonly attempt: number;
  readonly at: Date;
  readonly statusCode: number | null;
  readonly latencyMs: number;
  readonly error: string | null;
}

const LIST = `d.id, d.endpoint_id AS "endpointId", d.type, d.seq::text AS "seq", d.ticket_id AS "ticketId", d.state,
  d.attempts, d.next_attempt_at AS "nextAttemptAt", d.last_attempt_at AS "lastAttemptAt",
  d.status_code AS "statusCode", d.latency_ms AS "latencyMs", d.error, d.created_at AS "createdAt",
  d.settled_at AS "settledAt"`;

// Backwards along idx_callback_deliveries_endpoint.
const ALL = `
  SELECT ${LIST} FROM callback_deliveries d
  WHERE d.guild_id = $1 AND d.endpoint_id = $2
    AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
  ORDER BY d.created_at DESC, d.id DESC LIMIT $3`;
// The same, along the index of the state.
const IN_STATE = `
  SELECT ${LIST} FROM callback_deliveries d
  WHERE d.guild_id = $1 AND d.endpoint_id = $2 AND d.state = $6
    AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
  ORDER BY d.created_at DESC, d.id DESC LIMIT $3`;
const ONE = `
  SELECT ${LIST} FROM callback_deliveries d WHERE d.guild_id = $1 AND d.endpoint_id = $2 AND d.id = $3`;
/** More than one delivery has unless it was asked for again and again. */
const MOST_ATTEMPTS = 100;
const ATTEMPTS = `
  SELECT a.attempt, a.at, a.status_code AS "statusCode", a.latency_ms AS "latencyMs", a.error
  FROM callback_attempts a WHERE a.guild_id = $1 AND a.delivery_id = $2
  ORDER BY a.attempt DESC LIMIT ${MOST_ATTEMPTS}`;

/** What was sent, for whoever looks why something did not arrive. */
@Injectable()
export class DeliveryReader {
  constructor(private readonly database: Database) {}

  /** Newest first. Throws `bad_cursor`. */
  async page(
    guildId: string,
    endpointId: string,
    state: DeliveryState | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<DeliveryFacts>> {
    const keyset = new Keyset(`callbacks/${endpointId}/${state ?? ''}`, { createdAt: 'time', id: 'uuid' });
    const after = keyset.decode(guildId, cursor);
    const params = [guildId, endpointId, limit + 1, after?.createdAt ?? null, after?.id ?? null];
    const rows = await (state === undefined
      ? this.database.query<DeliveryFacts>(ALL, params)
      : this.database.query<DeliveryFacts>(IN_STATE, [...params, state]));
    return keyset.page(
      guildId,
      rows,
      limit,
      ({ createdAt, id }) => ({ createdAt, id }),
      (row) => row,
    );
  }

  /** Null when the endpoint has no such delivery. */
  async one(guildId: string, endpointId: string, id: string): Promise<DeliveryFacts | null> {
    const [row] = await this.database.query<DeliveryFacts>(ONE, [guildId, endpointId, id]);
    return row ?? null;
  }

  /** Newest first. */
  attempts(guildId: string, id: string): Promise<AttemptFacts[]> {
    return this.database.query<AttemptFacts>(ATTEMPTS, [guildId, id]);
  }
}
