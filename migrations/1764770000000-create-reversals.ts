import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What overturned appeals take back on Discord: written down before it is done. */
export class CreateReversals1764770000000 implements MigrationInterface {
  name = 'CreateReversals1764770000000';

  async up(runner: QueryRunner): Promise<void> {
    // One for each action, however often its appeals are opened again and overturned.
    await runner.query(`
      CREATE TABLE reversals (
        guild_id text NOT NULL,
        action_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        state text NOT NULL,
        owed_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        leased_until timestamptz,
        result text,
        settled_at timestamptz,
        CONSTRAINT reversals_pkey PRIMARY KEY (guild_id, action_id),
        CONSTRAINT ck_reversals_state CHECK (state IN ('pending', 'settled'))
      )`);
    await runner.query(
      `CREATE INDEX idx_reversals_pending ON reversals (guild_id, action_id) WHERE state = 'pending'`,
    );
    // Guilds that are set up already follow the log from now on.
    await runner.query(`
      INSERT INTO log_cursors (guild_id, consumer, seq)
      SELECT c.guild_id, 'discord.reversals', c.last_seq FROM guild_counters c
      JOIN discord_guilds g ON g.guild_id = c.guild_id
      ON CONFLICT (guild_id, consumer) DO NOTHING`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM log_cursors WHERE consumer = 'discord.reversals'`);
    await runner.query(`DROP TABLE reversals`);
  }
}
