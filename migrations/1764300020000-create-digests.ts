import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rules closed without a person, summed up once a day. */
export class CreateDigests1764300020000 implements MigrationInterface {
  name = 'CreateDigests1764300020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE digests (
        guild_id text NOT NULL,
        period_start timestamptz NOT NULL,
        period_end timestamptz NOT NULL,
        body jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, period_end)
      )`);
    // What each digest counted, so that it can be shown without what its reader must not see (I8).
    await runner.query(`
      CREATE TABLE digest_tickets (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        period_end timestamptz NOT NULL,
        rule text NOT NULL,
        category text NOT NULL,
        source_id text NOT NULL,
        PRIMARY KEY (guild_id, ticket_id)
      )`);
    await runner.query(`CREATE INDEX idx_digest_tickets_period ON digest_tickets (guild_id, period_end)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE digest_tickets, digests`);
  }
}
