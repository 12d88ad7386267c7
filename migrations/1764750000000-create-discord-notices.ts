import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where staff and a member talk about a ticket, and what members are owed to be told. */
export class CreateDiscordNotices1764750000000 implements MigrationInterface {
  name = 'CreateDiscordNotices1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discord_conversations (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        user_id text NOT NULL,
        channel_id text NOT NULL,
        via text NOT NULL,
        last_heard_id text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, ticket_id, user_id)
      )`);
    await runner.query(
      `CREATE INDEX idx_discord_conversations_channel ON discord_conversations (guild_id, channel_id)`,
    );
    await runner.query(
      `CREATE INDEX idx_discord_conversations_recent ON discord_conversations (guild_id, updated_at)`,
    );
    // One notice for each event and person, whatever runs twice.
    await runner.query(`
      CREATE TABLE discord_notices (
        guild_id text NOT NULL,
        seq bigint NOT NULL,
        user_id text NOT NULL,
        ticket_id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        via text,
        message_id text,
        problem text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        PRIMARY KEY (guild_id, seq, user_id)
      )`);
    await runner.query(
      `CREATE INDEX idx_discord_notices_owed ON discord_notices (guild_id, ticket_id, user_id) WHERE state = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX idx_discord_notices_ticket ON discord_notices (guild_id, ticket_id, seq)`,
    );
    // A direct message names no guild: who answers one of ours is found by the message that is answered.
    await runner.query(
      `CREATE INDEX idx_discord_notices_message ON discord_notices (message_id) WHERE message_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE discord_notices, discord_conversations`);
  }
}
