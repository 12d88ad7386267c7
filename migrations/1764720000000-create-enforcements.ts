import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moderators have Docket do to members on Discord: written down before it is done. */
export class CreateEnforcements1764720000000 implements MigrationInterface {
  name = 'CreateEnforcements1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE enforcements (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        ticket_number integer NOT NULL,
        ticket_version integer NOT NULL,
        type text NOT NULL,
        subject_id text NOT NULL,
        reason text NOT NULL,
        duration_seconds integer,
        delete_message_seconds integer,
        channel_id text,
        message_id text,
        outcome text,
        language text NOT NULL,
        requested_by text NOT NULL,
        requested_role text NOT NULL,
        requested_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'proposed',
        confirmed_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        leased_until timestamptz,
        told_member boolean,
        failure text,
        settled_at timestamptz,
        CONSTRAINT enforcements_pkey PRIMARY KEY (guild_id, id),
        CONSTRAINT ck_enforcements_state CHECK (state IN ('proposed', 'pending', 'done', 'refused'))
      )`);
    await runner.query(
      `CREATE INDEX idx_enforcements_pending ON enforcements (guild_id, id) WHERE state = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX idx_enforcements_proposed ON enforcements (requested_at) WHERE state = 'proposed'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE enforcements`);
  }
}
