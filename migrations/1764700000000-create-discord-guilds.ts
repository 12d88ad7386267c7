import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a guild has set up on Discord: channels, roles, what members are told. */
export class CreateDiscordGuilds1764700000000 implements MigrationInterface {
  name = 'CreateDiscordGuilds1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discord_guilds (
        guild_id text PRIMARY KEY,
        mapping jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE discord_guilds`);
  }
}
