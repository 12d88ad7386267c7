import { Injectable } from '@nestjs/common';
import { validSecrets } from '#sources';
import { Database, type Tx } from '#platform';
import type {
  DisabledReason,
  EndpointDetails,
  EndpointFacts,
  EndpointStatus,
  NewEndpointDetails,
} from '../domain/endpoint.js';
import type { Verdict } from '../domain/verdict.js';

const FACTS = `e.guild_id AS "guildId", e.id, e.source_id AS "sourceId", e.name, e.url, e.event_types AS "eventTypes", e.streams, e.status,
  e.disabled_reason AS "disabledReason", e.disabled_at AS "disabledAt", e.failures,
  e.failing_since AS "failingSince", e.paused_until AS "pausedUntil", e.secret_issued_at AS "secretIssuedAt",
  e.created_at AS "createdAt", e.updated_at AS "updatedAt"`;

const INSERT = `
  INSERT INTO callback_endpoints AS e (guild_id, id, name, url, event_types, streams, status, secret,
    secret_issued_at, created_at, updated_at, since_seq, source_id)
  VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $8, $8, $9, $10) RETURNING ${FACTS}`;

// Another address is another target: what the one before did says nothing of it.
const CHANGE = `
  UPDATE callback_endpoints e SET name = $3, url = $4, event_types = $5, streams = $6, updated_at = $7,
    failures = CASE WHEN e.url = $4 THEN e.failures ELSE 0 END,
    failing_since = CASE WHEN e.url = $4 THEN e.failing_since END,
    paused_until = CASE WHEN e.url = $4 THEN e.paused_until END
  WHERE e.guild_id = $1 AND e.id = $2 RETURNING ${FACTS}`;

const ENABLE = `
  UPDATE callback_endpoints e SET status = 'active', disabled_reason = NULL, disabled_at = NULL, failures = 0,
    failing_since = NULL, paused_until = NULL, updated_at = $3, since_seq = $4
  WHERE e.guild_id = $1 AND e.id = $2 AND e.status = 'disabled'`;

const DISABLE = `
  UPDATE callback_endpoints e SET status = 'disabled', disabled_reason = $3, disabled_at = $4, paused_until = NULL,
    updated_at = $4
  WHERE e.guild_id = $1 AND e.id = $2 AND e.status = 'active' RETURNING e.id`;

const ROTATE = `
  UPDATE callback_endpoints e SET secret = $3, secret_issued_at = $4, updated_at = $4, previous_secret = e.secret,
    previous_secret_expires_at = $5
  WHERE e.guild_id = $1 AND e.id = $2 RETURNING ${FACTS}`;

const WELL = `
  UPDATE callback_endpoints e SET failures = 0, failing_since = NULL, paused_until = NULL
  WHERE e.guild_id = $1 AND e.id = $2 AND e.failing_since IS NOT NULL`;

const UNWELL = `
  UPDATE callback_endpoints e SET failures = e.failures + 1, failing_since = coalesce(e.failing_since, $3),
    paused_until = greatest(e.paused_until, $4::timestamptz)
  WHERE e.guild_id = $1 AND e.id = $2 RETURNING e.failing_since AS "failingSince"`;

/** An endpoint as a sender needs it. */
export interface SendingEndpoint {
  readonly sourceId: string | null;
  readonly url: string;
  readonly status: EndpointStatus;
  readonly failures: number;
  readonly pausedUntil: Date | null;
  /** To sign with, the newest first. */
  readonly secrets: readonly string[];
}

type SendingRow = Omit<SendingEndpoint, 'secrets'> & Parameters<typeof validSecrets>[0];

/** What a consumer must know of those that are on. */
export type ListeningEndpoint = Pick<
  EndpointFacts,
  'id' | 'eventTypes' | 'streams' | 'sourceId' | 'failures' | 'pausedUntil'
> & { readonly sinceSeq: string };

/** From when on an endpoint is told of things. */
export interface Beginning {
  readonly at: Date;
  readonly sinceSeq: bigint;
}

@Injectable()
export class EndpointStore {
  constructor(private readonly database: Database) {}

  async add(
    tx: Tx,
    guildId: string,
    id: string,
    { name, url, eventTypes, streams, sourceId }: NewEndpointDetails,
    secret: string,
    { at, sinceSeq }: Beginning,
  ): Promise<EndpointFacts> {
    const rows = await tx.query<EndpointFacts>(INSERT, [
      guildId,
      id,
      name,
      url,
      eventTypes,
      streams,
      secret,
      at,
      sinceSeq.toString(),
      sourceId,
    ]);
    return rows[0]!;
  }

  async byId(guildId: string, id: string, tx: Tx = this.database): Promise<EndpointFacts | null> {
    const [row] = await tx.query<EndpointFacts>(
      `SELECT ${FACTS} FROM callback_endpoints e WHERE e.guild_id = $1 AND e.id = $2`,
      [guildId, id],
    );
    return row ?? null;
  }

  /** In the order in which they were made, which is that of their ids. */
  page(guildId: string, limit: number, after: string | null): Promise<EndpointFacts[]> {
    return this.database.query<EndpointFacts>(
      `SELECT ${FACTS} FROM callback_endpoints e
       WHERE e.guild_id = $1 AND ($2::uuid IS NULL OR e.id > $2) ORDER BY e.id LIMIT $3`,
      [guildId, after, limit],
    );
  }

  async count(tx: Tx, guildId: string): Promise<number> {
    const rows = await tx.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM callback_endpoints e WHERE e.guild_id = $1',
      [guildId],
    );
    return rows[0]?.count ?? 0;
  }

  async change(
    tx: Tx,
    guildId: string,
    id: string,
    { name, url, eventTypes, streams }: EndpointDetails,
    at: Date,
  ): Promise<void> {
    await tx.query(CHANGE, [guildId, id, name, url, eventTypes, streams, at]);
  }

  async enable(tx: Tx, guildId: string, id: string, { at, sinceSeq }: Beginning): Promise<void> {
    await tx.query(ENABLE, [guildId, id, at, sinceSeq.toString()]);
  }

  /** False when it was off already. */
  async disable(tx: Tx, guildId: string, id: string, reason: DisabledReason, at: Date): Promise<boolean> {
    return (await tx.query(DISABLE, [guildId, id, reason, at])).length > 0;
  }

  async rotate(
    guildId: string,
    id: string,
    secret: string,
    at: Date,
    previousUntil: Date,
  ): Promise<EndpointFacts | null> {
    const rows = await this.database.query<EndpointFacts>(ROTATE, [guildId, id, secret, at, previousUntil]);
    return rows[0] ?? null;
  }

  async remove(tx: Tx, guildId: string, id: string): Promise<boolean> {
    const rows = await tx.query(
      'DELETE FROM callback_endpoints e WHERE e.guild_id = $1 AND e.id = $2 RETURNING e.id',
      [guildId, id],
    );
    return rows.length > 0;
  }

  listening(tx: Tx, guildId: string): Promise<ListeningEndpoint[]> {
    return tx.query<ListeningEndpoint>(
      `SELECT ${FACTS}, e.since_seq::text AS "sinceSeq" FROM callback_endpoints e
       WHERE e.guild_id = $1 AND e.status = 'active'`,
      [guildId],
    );
  }

  async toSendTo(guildId: string, id: string, now: Date): Promise<SendingEndpoint | null> {
    const [row] = await this.database.query<SendingRow>(
      `SELECT e.source_id AS "sourceId", e.url, e.status, e.failures, e.paused_until AS "pausedUntil", e.secret AS "signingSecret",
         e.previous_secret AS "previousSigningSecret", e.previous_secret_expires_at AS "previousSecretExpiresAt"
       FROM callback_endpoints e WHERE e.guild_id = $1 AND e.id = $2`,
      [guildId, id],
    );
    if (row === undefined) return null;
    const { sourceId, url, status, failures, pausedUntil } = row;
    return { sourceId, url, status, failures, pausedUntil, secrets: validSecrets(row, now) };
  }

  /** Since when it fails; null when it does not. */
  async note(
    tx: Tx,
    guildId: string,
    id: string,
    verdict: Pick<Verdict, 'endpoint' | 'pauseUntil'>,
    at: Date,
  ): Promise<Date | null> {
    if (verdict.endpoint === 'well') {
      await tx.query(WELL, [guildId, id]);
      return null;
    }
    const [row] = await tx.query<{ failingSince: Date }>(UNWELL, [guildId, id, at, verdict.pauseUntil]);
    return row?.failingSince ?? null;
  }
}
