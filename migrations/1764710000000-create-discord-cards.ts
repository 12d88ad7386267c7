import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each ticket stands on Discord, what is owed there, and who was called. */
export class CreateDiscordCards1764710000000 implements MigrationInterface {
  name = 'CreateDiscordCards1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discord_cards (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        wanted integer NOT NULL DEFAULT 1,
        shown integer NOT NULL DEFAULT 0,
        shown_version integer,
        shown_at timestamptz,
        content_hash text,
        channel_id text,
        message_id text,
        thread_id text,
        thread_state text,
        earlier_channel_id text,
        earlier_thread_id text,
        sending_channel_id text,
        sending_at timestamptz,
        held boolean NOT NULL DEFAULT false,
        failure_code text,
        failure_text text,
        failure_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        updated_at timestamptz NOT NULL,
        CONSTRAINT discord_cards_pkey PRIMARY KEY (guild_id, ticket_id),
        CONSTRAINT ck_discord_cards_thread CHECK (thread_state IN ('active', 'archived', 'set_aside'))
      )`);
    await runner.query(
      `CREATE INDEX idx_discord_cards_owed ON discord_cards (guild_id, ticket_id) WHERE shown < wanted AND NOT held`,
    );
    await runner.query(
      `CREATE INDEX idx_discord_cards_message ON discord_cards (guild_id, message_id) WHERE message_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_discord_cards_thread ON discord_cards (guild_id, thread_id) WHERE thread_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_discord_cards_active_threads ON discord_cards (guild_id, updated_at) WHERE thread_state = 'active'`,
    );
    await runner.query(`
      CREATE TABLE discord_pages (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        ticket_version integer NOT NULL,
        wanted_at timestamptz NOT NULL,
        sending_at timestamptz,
        done_at timestamptz,
        channel_id text,
        message_id text,
        CONSTRAINT discord_pages_pkey PRIMARY KEY (guild_id, ticket_id, ticket_version)
      )`);
    await runner.query(`
      CREATE TABLE discord_party_roles (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        role_ids text[],
        seen_at timestamptz NOT NULL,
        CONSTRAINT discord_party_roles_pkey PRIMARY KEY (guild_id, user_id)
      )`);
    await runner.query(`
      ALTER TABLE discord_guilds
        ADD COLUMN sight_version integer NOT NULL DEFAULT 1,
        ADD COLUMN reviewed_version integer NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE discord_guilds DROP COLUMN sight_version, DROP COLUMN reviewed_version`);
    await runner.query(`DROP TABLE discord_party_roles, discord_pages, discord_cards`);
  }
}
