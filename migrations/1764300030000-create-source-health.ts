import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much each source sends, hour by hour, and what that says of it. */
export class CreateSourceHealth1764300030000 implements MigrationInterface {
  name = 'CreateSourceHealth1764300030000';

  async up(runner: QueryRunner): Promise<void> {
    // The row of the present hour is written every few seconds.
    await runner.query(`
      CREATE TABLE source_hours (
        guild_id text NOT NULL,
        source_id text NOT NULL,
        hour timestamptz NOT NULL,
        accepted integer NOT NULL DEFAULT 0,
        refused integer NOT NULL DEFAULT 0,
        last_accepted_at timestamptz,
        PRIMARY KEY (guild_id, source_id, hour)
      ) WITH (fillfactor = 80)`);
    await runner.query(`CREATE INDEX idx_source_hours_hour ON source_hours (hour)`);
    await runner.query(`
      CREATE TABLE source_health (
        guild_id text NOT NULL,
        source_id text NOT NULL,
        state text NOT NULL,
        since timestamptz NOT NULL,
        explanation text NOT NULL,
        checked_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, source_id)
      ) WITH (fillfactor = 70)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE source_health, source_hours`);
  }
}
