import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { columnsOf, Database, recordInsert, type Tx } from '#platform';
import type { Enforcement, EnforcementState, LeasedEnforcement } from '../domain/enforcement.js';
import type { Failure } from '../domain/obstacle.js';

/** Whoever carries one out has it for so long; then its process counts as dead. */
const LEASE_MS = 60_000;
/** A proposal that nobody confirms in this time is off. */
const PROPOSAL_MS = 15 * 60_000;

export interface FoundEnforcement extends Enforcement {
  readonly state: EnforcementState;
  readonly toldMember: boolean | null;
  /** Why it is refused. */
  readonly failure: Failure | null;
}

interface Proposed extends Enforcement {
  readonly requestedAt: Date;
}

const insert = recordInsert(
  'enforcements_insert',
  'enforcements',
  columnsOf<Proposed>({
    guildId: 'text',
    id: 'uuid',
    ticketId: 'uuid',
    ticketNumber: 'integer',
    ticketVersion: 'integer',
    type: 'text',
    subjectId: 'text',
    reason: 'text',
    durationSeconds: 'integer',
    deleteMessageSeconds: 'integer',
    channelId: 'text',
    messageId: 'text',
    outcome: 'text',
    language: 'text',
    requestedBy: 'text',
    requestedRole: 'text',
    requestedAt: 'timestamptz',
  }),
  'ON CONFLICT DO NOTHING',
);

const LIST = `e.guild_id AS "guildId", e.id, e.ticket_id AS "ticketId", e.ticket_number AS "ticketNumber",
  e.ticket_version AS "ticketVersion", e.type, e.subject_id AS "subjectId", e.reason,
  e.duration_seconds AS "durationSeconds", e.delete_message_seconds AS "deleteMessageSeconds",
  e.channel_id AS "channelId", e.message_id AS "messageId", e.outcome, e.language,
  e.requested_by AS "requestedBy", e.requested_role AS "requestedRole", e.confirmed_at AS "confirmedAt", e.attempts,
  e.told_member AS "toldMember"`;

const LEASE = `
  UPDATE enforcements e SET attempts = e.attempts + 1, leased_until = $4
  WHERE e.guild_id = $1 AND e.id = $2 AND e.state = 'pending' AND (e.leased_until IS NULL OR e.leased_until <= $3)
  RETURNING ${LIST}`;

// From idx_enforcements_pending alone.
const OWED = `
  SELECT e.guild_id AS "guildId", e.id FROM enforcements e
  WHERE e.state = 'pending' AND (e.guild_id, e.id) > ($1, $2::uuid) AND e.confirmed_at < $3
    AND (e.leased_until IS NULL OR e.leased_until < $3)
  ORDER BY e.guild_id, e.id LIMIT $4`;

/** What moderators decided to do on Discord: proposed, confirmed and so owed, then done or refused. */
@Injectable()
export class EnforcementStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Once, however often it comes with the same id. */
  async propose(enforcement: Enforcement): Promise<void> {
    const requestedAt = this.clock.now();
    await insert(this.database, [{ ...enforcement, requestedAt }]);
  }

  /** However it stands, and whoever decided it. */
  async find(guildId: string, id: string): Promise<FoundEnforcement | null> {
    const [row] = await this.database.query<FoundEnforcement>(
      `SELECT ${LIST}, e.state, e.failure FROM enforcements e WHERE e.guild_id = $1 AND e.id = $2`,
      [guildId, id],
    );
    return row ?? null;
  }

  /** As it was proposed to this person; null when it is too old, or not theirs. */
  async proposal(
    guildId: string,
    id: string,
    by: string,
  ): Promise<(Enforcement & { state: EnforcementState }) | null> {
    const [row] = await this.database.query<Enforcement & { state: EnforcementState }>(
      `SELECT ${LIST}, e.state FROM enforcements e
       WHERE e.guild_id = $1 AND e.id = $2 AND e.requested_by = $3 AND e.requested_at > $4`,
      [guildId, id, by, new Date(this.clock.now().getTime() - PROPOSAL_MS)],
    );
    return row ?? null;
  }

  /** From here on it is owed. False when it was confirmed or dropped before. */
  async confirm(guildId: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE enforcements SET state = 'pending', confirmed_at = $3
       WHERE guild_id = $1 AND id = $2 AND state = 'proposed' RETURNING id`,
      [guildId, id, this.clock.now()],
    );
    return rows.length > 0;
  }

  async drop(guildId: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      `DELETE FROM enforcements WHERE guild_id = $1 AND id = $2 AND state = 'proposed' RETURNING id`,
      [guildId, id],
    );
    return rows.length > 0;
  }

  /** Null when there is nothing to do, or another process is at it. */
  async lease(guildId: string, id: string): Promise<LeasedEnforcement | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const [row] = await this.database.query<LeasedEnforcement>(LEASE, [guildId, id, now, until]);
    return row ?? null;
  }

  /** To be tried again by whoever comes next. */
  async handBack({ guildId, id }: Enforcement): Promise<void> {
    await this.database.query(
      `UPDATE enforcements SET leased_until = NULL WHERE guild_id = $1 AND id = $2 AND state = 'pending'`,
      [guildId, id],
    );
  }

  async told({ guildId, id }: Enforcement, toldMember: boolean): Promise<void> {
    await this.database.query(`UPDATE enforcements SET told_member = $3 WHERE guild_id = $1 AND id = $2`, [
      guildId,
      id,
      toldMember,
    ]);
  }

  async settle(
    { guildId, id }: Enforcement,
    state: 'done' | 'refused',
    failure: string | null,
  ): Promise<void> {
    await this.database.query(
      `UPDATE enforcements SET state = $3, failure = $4, settled_at = $5, leased_until = NULL
       WHERE guild_id = $1 AND id = $2 AND state = 'pending'`,
      [guildId, id, state, failure, this.clock.now()],
    );
  }

  /** Confirmed a while ago and with nobody at it, in the order of their ids. */
  owed(
    tx: Tx,
    after: { readonly guildId: string; readonly id: string },
    limit: number,
  ): Promise<{ guildId: string; id: string }[]> {
    const since = new Date(this.clock.now().getTime() - LEASE_MS / 4);
    return tx.query(OWED, [after.guildId, after.id, since, limit]);
  }

  /** Proposals that nobody confirmed. */
  async tidy(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 4 * PROPOSAL_MS);
    await this.database.query(`DELETE FROM enforcements WHERE state = 'proposed' AND requested_at < $1`, [
      before,
    ]);
  }
}
