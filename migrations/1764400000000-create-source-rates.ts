import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each source may still send, counted over all processes where there is no Redis. */
export class CreateSourceRates1764400000000 implements MigrationInterface {
  name = 'CreateSourceRates1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    // Worth nothing after a crash: every bucket is full again.
    await runner.query(`
      CREATE UNLOGGED TABLE source_rates (
        guild_id text NOT NULL,
        source_id text NOT NULL,
        tokens double precision NOT NULL,
        granted integer NOT NULL,
        filled_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, source_id)
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE source_rates`);
  }
}
