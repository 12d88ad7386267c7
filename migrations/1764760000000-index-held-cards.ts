import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cards that wait for somebody to change something on Discord: few, and asked for by guild. */
export class IndexHeldCards1764760000000 implements MigrationInterface {
  name = 'IndexHeldCards1764760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX idx_discord_cards_held ON discord_cards (guild_id) WHERE held`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX idx_discord_cards_held`);
  }
}
