import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has which ticket open. Worth nothing after a crash, so it is written to no journal. */
export class CreateTicketViewers1764000060000 implements MigrationInterface {
  name = 'CreateTicketViewers1764000060000';

  async up(runner: QueryRunner): Promise<void> {
    // A lease per process: what a process that died has left runs out by itself.
    await runner.query(`
      CREATE UNLOGGED TABLE ticket_viewers (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        user_id text NOT NULL,
        process_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, ticket_id, user_id, process_id)
      ) WITH (fillfactor = 70)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ticket_viewers`);
  }
}
