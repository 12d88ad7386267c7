import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The copies of attachments that are owed and those that are made. */
export class CreateEvidence1764600000000 implements MigrationInterface {
  name = 'CreateEvidence1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        signal_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        position integer NOT NULL,
        state text NOT NULL,
        url text,
        filename text,
        content_type text,
        size bigint,
        sha256 text,
        attempts integer NOT NULL DEFAULT 0,
        error text,
        stored_at timestamptz,
        PRIMARY KEY (guild_id, id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX uq_evidence_signal ON evidence (guild_id, signal_id, position)`);
    await runner.query(`CREATE INDEX idx_evidence_owed ON evidence (guild_id, id) WHERE state = 'pending'`);
    await runner.query(
      `CREATE INDEX idx_evidence_content ON evidence (guild_id, sha256) WHERE state = 'stored'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE evidence`);
  }
}
