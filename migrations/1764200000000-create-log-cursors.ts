import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each consumer of the log has come in each guild that it follows. */
export class CreateLogCursors1764200000000 implements MigrationInterface {
  name = 'CreateLogCursors1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    // Written with every batch of events: narrow, loosely filled, and no index but its key.
    await runner.query(`
      CREATE TABLE log_cursors (
        guild_id text NOT NULL,
        consumer text NOT NULL,
        seq bigint NOT NULL,
        PRIMARY KEY (guild_id, consumer)
      ) WITH (fillfactor = 20)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE log_cursors`);
  }
}
