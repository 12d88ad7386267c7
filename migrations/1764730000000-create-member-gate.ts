import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each member came with something lately, and who may not for a while. */
export class CreateMemberGate1764730000000 implements MigrationInterface {
  name = 'CreateMemberGate1764730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_rates (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        what text NOT NULL,
        taken timestamptz[] NOT NULL,
        PRIMARY KEY (guild_id, user_id, what)
      )`);
    await runner.query(`
      CREATE TABLE reporter_blocks (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        until timestamptz,
        reason text NOT NULL,
        by text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reporter_blocks, member_rates`);
  }
}
