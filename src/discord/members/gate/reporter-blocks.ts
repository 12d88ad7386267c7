import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';

export interface Block {
  /** Null: until somebody lifts it. */
  readonly until: Date | null;
}

export interface NewBlock extends Block {
  readonly guildId: string;
  readonly userId: string;
  /** For the team alone. */
  readonly reason: string;
  readonly by: string;
}

const PUT = `
  INSERT INTO reporter_blocks AS b (guild_id, user_id, until, reason, by, at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (guild_id, user_id) DO UPDATE
  SET until = excluded.until, reason = excluded.reason, by = excluded.by, at = excluded.at`;

/** Members whose reports and requests are not taken for a while. Their appeals are. */
@Injectable()
export class ReporterBlocks {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The block in force, if there is one. */
  async of(guildId: string, userId: string): Promise<Block | null> {
    const [block] = await this.database.query<Block>(
      `SELECT until FROM reporter_blocks
       WHERE guild_id = $1 AND user_id = $2 AND (until IS NULL OR until > $3)`,
      [guildId, userId, this.clock.now()],
    );
    return block ?? null;
  }

  /** In place of the one before. */
  async put({ guildId, userId, until, reason, by }: NewBlock): Promise<void> {
    await this.database.query(PUT, [guildId, userId, until, reason, by, this.clock.now()]);
  }

  /** False when there was none in force. */
  async lift(guildId: string, userId: string): Promise<boolean> {
    const rows = await this.database.query<{ inForce: boolean }>(
      `DELETE FROM reporter_blocks WHERE guild_id = $1 AND user_id = $2
       RETURNING until IS NULL OR until > $3 AS "inForce"`,
      [guildId, userId, this.clock.now()],
    );
    return rows[0]?.inForce ?? false;
  }
}
