import type { DatabaseClient } from './database-client.js';

const TABLES = ['tickets', 'ticket_parties', 'ticket_search', 'claims'];

/**
 * So many tickets in one INSERT, ten seconds apart, every eighth unresolved and due one after the other, with
 * parties and what they are found by; every tenth has a signal and an event, in a partition of some month. Of a database
 * that held no tickets. Indexes are built once at the end, which takes half of the time, and what is written into a table
 * that the same transaction emptied goes into no log of Postgres, which takes a third.
 */
export async function insertManyTickets(tx: DatabaseClient, guildId: string, count: number): Promise<void> {
  const indexes = (await tx.query(
    `SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS owner, c.conname AS constraint,
       coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) AS definition
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid WHERE i.indrelid = ANY($1::regclass[])`,
    [TABLES],
  )) as { name: string; owner: string; constraint: string | null; definition: string }[];
  await tx.query('BEGIN');
  await tx.query(`SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 0`);
  await tx.query(`TRUNCATE ${TABLES.join(', ')}, signals, signal_keys`);
  for (const { name, owner, constraint } of indexes) {
    await tx.query(constraint ? `ALTER TABLE ${owner} DROP CONSTRAINT ${constraint}` : `DROP INDEX ${name}`);
  }
  await tx.query(TICKETS, [guildId, count]);
  await tx.query(
    `INSERT INTO claims SELECT guild_id, id, owner_id, claim_expires_at FROM tickets
     WHERE guild_id = $1 AND owner_id IS NOT NULL`,
    [guildId],
  );
  await tx.query(
    `INSERT INTO ticket_parties
     SELECT guild_id, id, subject_id, 'subject', opened_at FROM tickets WHERE guild_id = $1
     UNION ALL
     SELECT guild_id, id, 'reporter-' || number % 20000, 'reporter', opened_at FROM tickets
     WHERE guild_id = $1 AND number % 4 = 0`,
    [guildId],
  );
  await tx.query(
    `INSERT INTO ticket_search
     SELECT guild_id, id, 'free nitro word' || number % 1000 || ' only' || number / 20, subject_name || ' ' || subject_id, tags
     FROM tickets WHERE guild_id = $1`,
    [guildId],
  );
  for (const { owner, constraint, definition } of indexes) {
    await tx.query(
      constraint ? `ALTER TABLE ${owner} ADD CONSTRAINT ${constraint} ${definition}` : definition,
    );
  }
  await tx.query(SIGNALS, [guildId]);
  await tx.query(SIGNAL_KEYS, [guildId]);
  await tx.query(EVENTS, [guildId]);
  await tx.query('COMMIT');
  for (const table of [...TABLES, 'signals', 'signal_keys', 'events'])
    await tx.query(`VACUUM ANALYZE ${table}`);
}

const MONTH = `CASE WHEN number % 60 = 0 THEN timestamptz '2020-01-01Z'
  ELSE date_trunc('month', now()) + (number / 10 % 5 - 1) * interval '1 month' + interval '1 day' END`;

const SIGNALS = `
  INSERT INTO signals (guild_id, id, received_at, ticket_id, source_id, kind, category, severity, confidence,
    subject_type, subject_id, text, links, attachments, occurred_at, correlation_key, data, features, decision)
  SELECT guild_id, id, ${MONTH}, id, source_id, kind, category, 'low', 1, subject_type, subject_id, title, '[]', '[]',
    opened_at, correlation_key, '{}', '{}', '{}'
  FROM tickets WHERE guild_id = $1 AND number % 10 = 0`;

const SIGNAL_KEYS = `
  INSERT INTO signal_keys
  SELECT guild_id, source_id, 'alert-' || number, id, ${MONTH} FROM tickets WHERE guild_id = $1 AND number % 10 = 0`;

const EVENTS = `
  INSERT INTO events
  SELECT guild_id, number, ${MONTH}, 'ticket.opened', id, 1, 'system', 'triage', NULL, '{}', NULL
  FROM tickets WHERE guild_id = $1 AND number % 10 = 0`;

const TICKETS = `
  INSERT INTO tickets (guild_id, id, number, version, stream, status, kind, category, title, subject_type, subject_id,
    subject_name, priority, priority_parts, correlation_key, fingerprint, source_id, tags, explanation, owner_id,
    claim_expires_at, outcome, resolution_reason, resolved_by_type, resolved_by_id, resolved_at, signal_count,
    reporter_count, last_signal_at, opened_at, updated_at, sla_breached,
    sla_due_at, sla_warn_at, page_at, page_count, stale_at)
  SELECT $1::text, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, 1,
    (ARRAY['review', 'review', 'support', 'escalation', 'appeal'])[1 + n % 5],
    CASE WHEN NOT open THEN 'resolved' WHEN n % 5 = 3 THEN 'escalated' WHEN n % 3 = 0 THEN 'waiting' ELSE 'open' END,
    'report', CASE WHEN n % 20000 = 8 THEN 'rare' ELSE (ARRAY['spam', 'scam', 'harassment'])[1 + n % 3] END,
    'Ticket ' || n, 'user', 'user-' || n % 50000, 'Name' || n % 50000, n % 9973 * 7919 % 101, '[]', 'key-' || n,
    md5((n % 200000)::text), '200000000000000001', CASE WHEN n % 1000 = 0 THEN ARRAY['raid'] ELSE '{}' END,
    '{"rule":null,"matched":[],"ruleset":"r","reasons":[],"heldOut":false}',
    CASE WHEN n % 400 = 0 THEN 'owner-' || n % 7 END,
    CASE WHEN n % 400 = 0 THEN now() + interval '1 hour' END,
    CASE WHEN NOT open THEN 'no_violation' END, CASE WHEN NOT open THEN 'Looked at it.' END,
    CASE WHEN NOT open THEN 'user' END, CASE WHEN NOT open THEN 'moderator-1' END, CASE WHEN NOT open THEN at END,
    1, 1, at, at, at, open AND n % 1000 = 0,
    CASE WHEN open THEN now() + (n - 1000) * interval '1 second' END,
    CASE WHEN open AND n % 3 = 0 THEN now() + (n - 2000) * interval '1 second' END,
    CASE WHEN open AND n % 5 = 3 THEN now() + (n - 1000) * interval '1 second' END, 0,
    CASE WHEN open AND n % 3 = 0 THEN now() + (n - 1000) * interval '1 second' END
  FROM generate_series(1, $2::int) n, LATERAL (
    SELECT n % 8 = 0 AS open, timestamptz '2026-01-01Z' + n * interval '10 seconds' AS at) x`;
