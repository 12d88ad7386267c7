import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In direct messages a member appeals without saying where: what was done to them, whatever the guild. */
export class IndexActionsByMember1764780000000 implements MigrationInterface {
  name = 'IndexActionsByMember1764780000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX idx_actions_member ON actions (subject_id, at, guild_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX idx_actions_member`);
  }
}
