import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, newSnowflake, type Clock } from '#kernel';
import { Database } from '#platform';

/** A guild that is new is read from now on; its past is no concern of ours. */
const WANT = `
  INSERT INTO discord_catch_ups AS c (guild_id, audit_after, wanted_at)
  SELECT g.guild_id, $2, $3 FROM discord_guilds g WHERE $1::text[] IS NULL OR g.guild_id = ANY ($1)
  ON CONFLICT (guild_id) DO UPDATE SET wanted_at = excluded.wanted_at
  RETURNING guild_id AS "guildId"`;

const OWED = `
  SELECT guild_id AS "guildId" FROM discord_catch_ups
  WHERE (done_at IS NULL OR done_at < wanted_at) AND ($1::text IS NULL OR guild_id > $1)
  ORDER BY guild_id LIMIT $2`;

export interface CatchUp {
  readonly auditAfter: string;
  readonly auditProblem: string | null;
  readonly wantedAt: Date;
}

/** Which guilds are to be read on, and how far their audit logs were read. */
@Injectable()
export class CatchUpStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of all guilds without a list; those that are not set up are left out. Answers which ones are owed now. */
  async want(guildIds: readonly string[] | null): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.database.query<{ guildId: string }>(WANT, [
      guildIds,
      newSnowflake(now.getTime()),
      now,
    ]);
    return rows.map(({ guildId }) => guildId);
  }

  async owed(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ guildId: string }>(OWED, [after, limit]);
    return rows.map(({ guildId }) => guildId);
  }

  async get(guildId: string): Promise<CatchUp | null> {
    const [row] = await this.database.query<CatchUp>(
      `SELECT audit_after AS "auditAfter", audit_problem AS "auditProblem", wanted_at AS "wantedAt"
       FROM discord_catch_ups WHERE guild_id = $1`,
      [guildId],
    );
    return row ?? null;
  }

  /** Never backwards: another run may have come further. */
  async auditReadTo(guildId: string, entryId: string): Promise<void> {
    await this.database.query(
      `UPDATE discord_catch_ups SET audit_after = $2
       WHERE guild_id = $1 AND audit_after::numeric < $2::numeric`,
      [guildId, entryId],
    );
  }

  async setAuditProblem(guildId: string, problem: string | null): Promise<void> {
    await this.database.query(
      `UPDATE discord_catch_ups SET audit_problem = $2
       WHERE guild_id = $1 AND audit_problem IS DISTINCT FROM $2`,
      [guildId, problem],
    );
  }

  /** What was wanted after that is still owed. */
  async done(guildId: string, wantedAt: Date): Promise<void> {
    await this.database.query(`UPDATE discord_catch_ups SET done_at = $2 WHERE guild_id = $1`, [
      guildId,
      wantedAt,
    ]);
  }
}
