import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database, type Tx } from '#platform';
import type { Reversal, ReversalResult } from '../domain/reversal.js';

/** Whoever carries one out has it for so long; then its process counts as dead. */
const LEASE_MS = 60_000;
/** A job comes at once; the sweep is for those that were lost. */
const SWEPT_AFTER_MS = 15_000;
const NIL = '00000000-0000-0000-0000-000000000000';

// Of guilds that are set up: elsewhere there is no bot to take anything back. By primary keys.
const OWE = `
  INSERT INTO reversals (guild_id, action_id, ticket_id, state, owed_at)
  SELECT t.guild_id, a.id, t.id, 'pending', $3::timestamptz
  FROM tickets t
  JOIN actions a ON a.guild_id = t.guild_id AND a.id = t.contests_action_id
  JOIN discord_guilds g ON g.guild_id = t.guild_id
  WHERE t.guild_id = $1 AND t.id = ANY($2::uuid[]) AND a.type IN ('ban', 'timeout', 'role_change')
  ON CONFLICT (guild_id, action_id) DO UPDATE
    SET state = 'pending', ticket_id = excluded.ticket_id, owed_at = excluded.owed_at, attempts = 0, result = NULL
    WHERE reversals.state = 'settled' AND reversals.result = 'off'
  RETURNING action_id AS "actionId"`;

// The other decisions by idx_actions_subject.
const LEASE = `
  UPDATE reversals r SET attempts = r.attempts + 1, leased_until = $4
  FROM tickets t, actions a
  WHERE r.guild_id = $1 AND r.action_id = $2 AND r.state = 'pending'
    AND (r.leased_until IS NULL OR r.leased_until <= $3)
    AND t.guild_id = r.guild_id AND t.id = r.ticket_id AND a.guild_id = r.guild_id AND a.id = r.action_id
  RETURNING r.guild_id AS "guildId", r.action_id AS "actionId", r.ticket_id AS "ticketId", t.number AS "ticketNumber",
    coalesce(t.resolved_by_id, '') AS "decidedBy", a.type, a.subject_id AS "subjectId", r.attempts,
    t.status = 'resolved' AND t.outcome = 'overturned' AS stands,
    EXISTS (
      SELECT FROM actions o
      WHERE o.guild_id = a.guild_id AND o.subject_id = a.subject_id AND o.type = a.type AND o.id <> a.id
        AND o.reversed_at IS NULL
        AND (o.duration_seconds IS NULL OR o.at + make_interval(secs => o.duration_seconds) > $3)
    ) AS "heldByAnother"`;

// From idx_reversals_pending alone.
const OWED = `
  SELECT r.guild_id AS "guildId", r.action_id AS "actionId" FROM reversals r
  WHERE r.state = 'pending' AND (r.guild_id, r.action_id) > ($1, $2::uuid) AND r.owed_at < $3
    AND (r.leased_until IS NULL OR r.leased_until < $3)
  ORDER BY r.guild_id, r.action_id LIMIT $4`;

export type ReversalKey = Pick<Reversal, 'guildId' | 'actionId'>;

/** What overturned appeals owe on Discord. */
@Injectable()
export class ReversalStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For appeals that were overturned; answers the actions that are to be taken back. */
  async owe(tx: Tx, guildId: string, ticketIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ actionId: string }>(OWE, [guildId, ticketIds, this.clock.now()]);
    return rows.map(({ actionId }) => actionId);
  }

  /** Null when there is nothing to do, or another process is at it. */
  async lease({ guildId, actionId }: ReversalKey): Promise<Reversal | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const [row] = await this.database.query<Reversal>(LEASE, [guildId, actionId, now, until]);
    return row ?? null;
  }

  /** To be tried again by whoever comes next. */
  async handBack({ guildId, actionId }: ReversalKey): Promise<void> {
    await this.database.query(
      `UPDATE reversals SET leased_until = NULL WHERE guild_id = $1 AND action_id = $2 AND state = 'pending'`,
      [guildId, actionId],
    );
  }

  async settle({ guildId, actionId }: ReversalKey, result: ReversalResult): Promise<void> {
    await this.database.query(
      `UPDATE reversals SET state = 'settled', result = $3, settled_at = $4, leased_until = NULL
       WHERE guild_id = $1 AND action_id = $2 AND state = 'pending'`,
      [guildId, actionId, result, this.clock.now()],
    );
  }

  /** Whether one of these notes is on the appeal since the reversal was owed. Reads the few events of one ticket. */
  async isNoted({ guildId, actionId, ticketId }: Reversal, texts: readonly string[]): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT FROM events e JOIN reversals r ON r.guild_id = e.guild_id AND r.action_id = $2
       WHERE e.guild_id = $1 AND e.ticket_id = $3 AND e.type = 'ticket.noted' AND e.actor_type = 'system'
         AND e.at >= r.owed_at AND e.payload->>'text' = ANY($4) LIMIT 1`,
      [guildId, actionId, ticketId, texts],
    );
    return rows.length > 0;
  }

  /** Owed for a while and with nobody at it, in the order of their keys. */
  owed(tx: Tx, after: ReversalKey | null, limit: number): Promise<ReversalKey[]> {
    const since = new Date(this.clock.now().getTime() - SWEPT_AFTER_MS);
    return tx.query<ReversalKey>(OWED, [after?.guildId ?? '', after?.actionId ?? NIL, since, limit]);
  }
}
