import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a ticket that waits for a member is reminded of, and then closed. */
export class AddStaleTimers1764300010000 implements MigrationInterface {
  name = 'AddStaleTimers1764300010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE tickets ADD COLUMN stale_at timestamptz, ADD COLUMN reminded_at timestamptz`,
    );
    await runner.query(`CREATE INDEX idx_tickets_stale ON tickets (stale_at) WHERE stale_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX idx_tickets_stale`);
    await runner.query(`ALTER TABLE tickets DROP COLUMN reminded_at, DROP COLUMN stale_at`);
  }
}
