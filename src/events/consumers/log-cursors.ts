import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

const BEGIN = `
  INSERT INTO log_cursors (guild_id, consumer, seq)
  SELECT c.guild_id, $2, c.last_seq FROM guild_counters c WHERE c.guild_id = $1
  ON CONFLICT (guild_id, consumer) DO NOTHING`;

const BEHIND = `
  SELECT l.guild_id AS "guildId" FROM log_cursors l
  JOIN guild_counters c ON c.guild_id = l.guild_id
  WHERE l.consumer = $1 AND l.seq < c.last_seq
  ORDER BY l.guild_id`;

/** One reader of a guild's log at a time; another one that comes while it reads goes away. */
const TAKE = `
  SELECT seq::text AS "seq" FROM log_cursors
  WHERE guild_id = $1 AND consumer = $2 FOR UPDATE SKIP LOCKED`;

const MOVE = `UPDATE log_cursors SET seq = $3 WHERE guild_id = $1 AND consumer = $2`;

/** How far each consumer of the log has come in each guild that it follows. */
@Injectable()
export class LogCursors {
  constructor(private readonly database: Database) {}

  /** Follows a guild's log from now on; one that is followed already goes on where it is. */
  async begin(guildId: string, consumer: string, tx: Tx = this.database): Promise<void> {
    await tx.query(BEGIN, [guildId, consumer]);
  }

  /** Nobody reads on or ends here before the transaction does. False when the guild is not followed. */
  async hold(tx: Tx, guildId: string, consumer: string): Promise<boolean> {
    const sql = `SELECT 1 FROM log_cursors WHERE guild_id = $1 AND consumer = $2 FOR UPDATE`;
    return (await tx.query(sql, [guildId, consumer])).length > 0;
  }

  async end(guildId: string, consumer: string, tx: Tx = this.database): Promise<void> {
    await tx.query(`DELETE FROM log_cursors WHERE guild_id = $1 AND consumer = $2`, [guildId, consumer]);
  }

  /** The guilds in whose log there is something new for the consumer. */
  async behind(consumer: string): Promise<string[]> {
    const rows = await this.database.query<{ guildId: string }>(BEHIND, [consumer]);
    return rows.map(({ guildId }) => guildId);
  }

  /** Null when the guild is not followed, or somebody else is reading it just now. */
  async take(tx: Tx, guildId: string, consumer: string): Promise<bigint | null> {
    const [row] = await tx.query<{ seq: string }>(TAKE, [guildId, consumer]);
    return row === undefined ? null : BigInt(row.seq);
  }

  async move(tx: Tx, guildId: string, consumer: string, seq: bigint): Promise<void> {
    await tx.query(MOVE, [guildId, consumer, seq.toString()]);
  }
}
