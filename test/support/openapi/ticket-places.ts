import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newId, newSnowflake } from '#kernel';
import { Database } from '#platform';
import type { TestApp } from '../app.js';
import type { Ticket } from '#tickets';
import { fileOf, sha256Of } from '../evidence/evidence-rows.js';
import type { TestGuild } from '../guild.js';
import { DECIDED, ESCALATED, ownedBy } from '../ticket-factories.js';
import { insertTickets, type TicketSpec } from '../ticket-rows.js';
import type { Example, Place } from './send-example.js';

/** How a ticket must stand for a command; most take one that whoever gives it has claimed. */
const STANDING: Readonly<Record<string, TicketSpec>> = {
  claims_claim: {},
  progress_deescalate: ESCALATED,
  progress_reopen: DECIDED,
};

/** A ticket at its first version, and somebody who may work on it. */
export async function withTicket(
  { docket, guild }: { readonly docket: TestApp; readonly guild: TestGuild },
  operation: string,
  example: Example,
): Promise<Place> {
  const database = docket.app.get(Database);
  const personId = newSnowflake(Date.now());
  const token = await guild.moderator(personId);
  const spec = { version: 1, signalCount: 2, ...(STANDING[operation] ?? ownedBy(personId, 10_000_000)) };
  const [ticket, other] = await insertTickets(database, guild.guildId, [spec, {}]);
  const signalIds = [newId(), newId()];
  await database.query(SIGNALS, [guild.guildId, ticket!.id, signalIds]);
  const evidenceId = await withEvidence(docket, guild.guildId, signalIds[0]!);
  if (operation === 'enforcements_act') await withEnforcement(database, ticket!, personId, example);
  const colleagueId = newSnowflake(Date.now());
  if (operation === 'claims_handover') await guild.moderator(colleagueId);
  const bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    claims_handover: { to: colleagueId },
    remarks_merge: { into: other!.number },
    remarks_split: { signalIds: signalIds.slice(1) },
  };
  // An example shows some time; it has to be one that still lies ahead.
  const hasTime = typeof example.body === 'object' && example.body !== null && 'until' in example.body;
  const body = hasTime ? { until: new Date(Date.now() + 3_600_000).toISOString() } : bodies[operation];
  return {
    path: { idOrNumber: ticket!.id, ...(operation === 'evidence_file' ? { id: evidenceId } : {}) },
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined || example.type === null ? {} : { body }),
  };
}

/** One that was carried out: there is no Discord here, but sent again it answers what became of it. */
async function withEnforcement(
  database: Database,
  ticket: Ticket,
  by: string,
  { body }: Example,
): Promise<void> {
  const { id, type, reason, durationSeconds } = body as Record<string, unknown>;
  if (id === undefined) return;
  await database.query(ENFORCEMENT, [
    ticket.guildId,
    id,
    ticket.id,
    ticket.number,
    type,
    by,
    reason,
    durationSeconds,
  ]);
}

const ENFORCEMENT = `
  INSERT INTO enforcements (guild_id, id, ticket_id, ticket_number, ticket_version, type, subject_id, reason,
    duration_seconds, language, requested_by, requested_role, requested_at, state, confirmed_at, told_member)
  VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, 'en', $6, 'moderator', now(), 'done', now(), true)
  ON CONFLICT (guild_id, id) DO UPDATE SET ticket_id = excluded.ticket_id, ticket_number = excluded.ticket_number,
    requested_by = excluded.requested_by`;

async function withEvidence(docket: TestApp, guildId: string, signalId: string): Promise<string> {
  const file = join(docket.config.dataDir, 'evidence', fileOf(guildId, 'x'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'x');
  const id = newId();
  await docket.app.get(Database).query(EVIDENCE, [guildId, id, signalId, sha256Of('x')]);
  return id;
}

const EVIDENCE = `
  INSERT INTO evidence (guild_id, id, signal_id, received_at, position, state, url, size, sha256, stored_at)
  SELECT guild_id, $2, id, received_at, 0, 'stored', 'https://cdn.discordapp.com/a', 1, $4, now()
  FROM signals WHERE guild_id = $1 AND id = $3`;

const SIGNALS = `
  INSERT INTO signals
  SELECT guild_id, s.id, now(), t.id, 's', NULL, 'flag', 'spam', 'low', 1, 'user', 'x', NULL, NULL, NULL, 'text', NULL,
    NULL, '[]', '[{"url":null,"filename":"a.png","contentType":"image/png","size":1}]', now(), 'k', NULL, '{}',
    '{"sourceTrust":0.5,"reporterAccuracy":null,"subjectActions":0,"subjectIsStaff":false,"contests":null}',
    jsonb_build_object('stream', 'review', 'category', 'spam', 'priority', 20,
      'parts', '[{"name":"category","points":20}]'::jsonb, 'tags', '[]'::jsonb, 'explanation', t.explanation)
  FROM tickets t, unnest($3::uuid[]) s(id) WHERE t.guild_id = $1 AND t.id = $2`;
