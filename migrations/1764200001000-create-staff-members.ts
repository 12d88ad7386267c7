import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is staff by their Discord roles, as last seen; API tokens are beside it. */
export class CreateStaffMembers1764200001000 implements MigrationInterface {
  name = 'CreateStaffMembers1764200001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_members (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE staff_members`);
  }
}
