import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each guild's audit log and log channels were read, and which guilds are to be read on. */
export class CreateDiscordCatchUps1764740000000 implements MigrationInterface {
  name = 'CreateDiscordCatchUps1764740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discord_catch_ups (
        guild_id text PRIMARY KEY,
        audit_after text NOT NULL,
        audit_problem text,
        wanted_at timestamptz NOT NULL,
        done_at timestamptz
      )`);
    await runner.query(`
      CREATE INDEX idx_discord_catch_ups_owed ON discord_catch_ups (guild_id)
      WHERE done_at IS NULL OR done_at < wanted_at`);
    await runner.query(`
      CREATE TABLE discord_log_channels (
        guild_id text NOT NULL,
        source_id text NOT NULL,
        channel_id text NOT NULL,
        read_to text NOT NULL,
        problem text,
        PRIMARY KEY (guild_id, source_id, channel_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE discord_log_channels, discord_catch_ups`);
  }
}
