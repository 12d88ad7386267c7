import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which language each member uses Discord, as they are told things when they are not there to say it. */
export class CreateMemberLocales1764810000000 implements MigrationInterface {
  name = 'CreateMemberLocales1764810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_locales (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        locale text NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (guild_id, user_id)
      )`);
    // Whoever writes to the bot in direct messages names no guild.
    await runner.query(`CREATE INDEX idx_member_locales_user ON member_locales (user_id, since)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE member_locales`);
  }
}
