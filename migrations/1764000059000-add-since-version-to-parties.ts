import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With which version of a ticket someone became party to it: until then they may have seen it (I8). */
export class AddSinceVersionToParties1764000059000 implements MigrationInterface {
  name = 'AddSinceVersionToParties1764000059000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ticket_parties ADD COLUMN since_version integer NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ticket_parties DROP COLUMN since_version`);
  }
}
