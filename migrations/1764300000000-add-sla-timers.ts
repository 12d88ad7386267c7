import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a ticket is warned of its target, and when somebody is paged about it again. */
export class AddSlaTimers1764300000000 implements MigrationInterface {
  name = 'AddSlaTimers1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tickets
        ADD COLUMN sla_warn_at timestamptz,
        ADD COLUMN page_at timestamptz,
        ADD COLUMN page_count smallint NOT NULL DEFAULT 0`);
    // One entry a ticket, at whichever comes first; LEAST passes over nulls.
    await runner.query(`
      CREATE INDEX idx_tickets_sla ON tickets (LEAST(sla_warn_at, sla_due_at))
      WHERE sla_due_at IS NOT NULL AND NOT sla_breached`);
    await runner.query(`CREATE INDEX idx_tickets_page ON tickets (page_at) WHERE page_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX idx_tickets_page, idx_tickets_sla`);
    await runner.query(`
      ALTER TABLE tickets DROP COLUMN page_count, DROP COLUMN page_at, DROP COLUMN sla_warn_at`);
  }
}
