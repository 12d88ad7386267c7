import { Injectable } from '@nestjs/common';
import type { ToldEvent } from '../domain/message.js';
import { columnsOf, Database, recordInsert, recordsJson, recordset, type Tx } from '#platform';

/** A call that is owed to an endpoint. Its id is the `webhook-id` of every attempt. */
export interface NewDelivery extends ToldEvent {
  readonly id: string;
  readonly endpointId: string;
  readonly ticketId: string | null;
  readonly createdAt: Date;
}

type NewRow = Omit<NewDelivery, 'at'> & {
  readonly eventAt: Date;
  readonly state: 'pending';
  readonly nextAttemptAt: Date;
};

export interface ClaimedDelivery extends ToldEvent {
  readonly id: string;
  readonly ticketId: string | null;
  readonly failures: number;
}

/** What came of an attempt, as it is written down. */
export interface Attempt {
  readonly id: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'dropped';
  readonly failures: number;
  readonly nextAttemptAt: Date;
  readonly at: Date;
  readonly statusCode: number | null;
  readonly latencyMs: number;
  readonly error: string | null;
}

export interface EndpointKey {
  readonly guildId: string;
  readonly endpointId: string;
}

const insert = recordInsert(
  'callback_deliveries_insert',
  'callback_deliveries',
  columnsOf<NewRow>({
    guildId: 'text',
    id: 'uuid',
    endpointId: 'uuid',
    type: 'text',
    seq: 'bigint',
    ticketId: 'uuid',
    actorType: 'text',
    actorId: 'text',
    eventAt: 'timestamptz',
    state: 'text',
    nextAttemptAt: 'timestamptz',
    createdAt: 'timestamptz',
  }),
);

// Whoever takes them has until then; after that they are anybody's again.
const CLAIM = {
  name: 'callback_deliveries_claim',
  text: `
    UPDATE callback_deliveries d SET next_attempt_at = $5
    FROM (
      SELECT k.id FROM callback_deliveries k
      WHERE k.guild_id = $1 AND k.endpoint_id = $2 AND k.state = 'pending' AND k.next_attempt_at <= $3
      ORDER BY k.next_attempt_at, k.seq LIMIT $4 FOR UPDATE SKIP LOCKED
    ) w
    WHERE d.guild_id = $1 AND d.id = w.id
    RETURNING d.guild_id AS "guildId", d.id, d.type, d.seq::text AS "seq", d.ticket_id AS "ticketId",
      d.actor_type AS "actorType", d.actor_id AS "actorId", d.event_at AS "at", d.failures`,
};

const NEXT = {
  name: 'callback_deliveries_next',
  text: `
    SELECT d.next_attempt_at AS "at" FROM callback_deliveries d
    WHERE d.guild_id = $1 AND d.endpoint_id = $2 AND d.state = 'pending' ORDER BY d.next_attempt_at LIMIT 1`,
};

const ATTEMPT = columnsOf<Attempt>({
  id: 'uuid',
  state: 'text',
  failures: 'integer',
  nextAttemptAt: 'timestamptz',
  at: 'timestamptz',
  statusCode: 'integer',
  latencyMs: 'integer',
  error: 'text',
});

const SETTLE = {
  name: 'callback_deliveries_settle',
  text: `
    WITH settled AS (
      UPDATE callback_deliveries d SET state = r."state", failures = r."failures", attempts = d.attempts + 1,
        next_attempt_at = r."nextAttemptAt", last_attempt_at = r."at", status_code = r."statusCode",
        latency_ms = r."latencyMs", error = r."error",
        settled_at = CASE WHEN r."state" <> 'pending' THEN r."at" END
      FROM ${recordset('$2', ATTEMPT, 'r')}
      WHERE d.guild_id = $1 AND d.id = r."id" AND d.state = 'pending'
      RETURNING d.guild_id, d.id, d.attempts, d.last_attempt_at, d.status_code, d.latency_ms, d.error
    )
    INSERT INTO callback_attempts (guild_id, delivery_id, attempt, at, status_code, latency_ms, error)
    SELECT s.guild_id, s.id, s.attempts, s.last_attempt_at, s.status_code, s.latency_ms, s.error FROM settled s`,
};

const RELEASE = `
  UPDATE callback_deliveries d SET next_attempt_at = $3
  WHERE d.guild_id = $1 AND d.id = ANY($2::uuid[]) AND d.state = 'pending'`;

const DROP = `
  UPDATE callback_deliveries d SET state = 'dropped', error = $3, settled_at = $4
  WHERE d.guild_id = $1 AND d.endpoint_id = $2 AND d.state = 'pending'`;

// Endpoints that are on and may be called, with something that should have been sent a while ago.
const OVERDUE = {
  name: 'callback_deliveries_overdue',
  text: `
    SELECT e.guild_id AS "guildId", e.id AS "endpointId", e.failures FROM callback_endpoints e
    WHERE e.status = 'active' AND (e.paused_until IS NULL OR e.paused_until <= now())
      AND (e.guild_id, e.id) > ($1, $2::uuid) AND EXISTS (
        SELECT 1 FROM callback_deliveries d WHERE d.guild_id = e.guild_id AND d.endpoint_id = e.id
          AND d.state = 'pending' AND d.next_attempt_at < now() - interval '5 seconds')
    ORDER BY e.guild_id, e.id LIMIT $3`,
};

/** What is owed to endpoints, and what came of it. */
@Injectable()
export class DeliveryStore {
  constructor(private readonly database: Database) {}

  async owe(tx: Tx, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const rows = deliveries.map(({ at, ...delivery }): NewRow => ({
      ...delivery,
      eventAt: at,
      state: 'pending',
      nextAttemptAt: delivery.createdAt,
    }));
    await insert(tx, rows);
  }

  /** At most `limit` that are due, in their order; they are the caller's until `lease`. */
  async claim(
    { guildId, endpointId }: EndpointKey,
    now: Date,
    limit: number,
    lease: Date,
  ): Promise<ClaimedDelivery[]> {
    return this.database.query<ClaimedDelivery>(CLAIM, [guildId, endpointId, now, limit, lease]);
  }

  /** When the next one is due; null when nothing is owed. */
  async nextDue({ guildId, endpointId }: EndpointKey): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date }>(NEXT, [guildId, endpointId]);
    return row?.at ?? null;
  }

  async settle(tx: Tx, guildId: string, attempts: readonly Attempt[]): Promise<void> {
    if (attempts.length > 0) await tx.query(SETTLE, [guildId, recordsJson(ATTEMPT, attempts)]);
  }

  /** What was claimed and not sent. */
  async release(guildId: string, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length > 0) await this.database.query(RELEASE, [guildId, ids, now]);
  }

  /** What was settled is owed again, with all its attempts; what is owed is due now. */
  async oweAgain(guildId: string, id: string, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE callback_deliveries d SET state = 'pending', failures = 0, settled_at = NULL, next_attempt_at = $3
       WHERE d.guild_id = $1 AND d.id = $2`,
      [guildId, id, now],
    );
  }

  /** Nothing that is owed to an endpoint will be sent. */
  async drop(tx: Tx, { guildId, endpointId }: EndpointKey, why: string, at: Date): Promise<void> {
    await tx.query(DROP, [guildId, endpointId, why, at]);
  }

  overdue(tx: Tx, after: EndpointKey, limit: number): Promise<(EndpointKey & { failures: number })[]> {
    return tx.query(OVERDUE, [after.guildId, after.endpointId, limit]);
  }
}
