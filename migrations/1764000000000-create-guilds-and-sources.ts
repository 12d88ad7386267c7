import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, the bot register and API tokens. Every key begins with guild_id, so that all of it shards by guild. */
export class CreateGuildsAndSources1764000000000 implements MigrationInterface {
  name = 'CreateGuildsAndSources1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guilds (
        id text PRIMARY KEY,
        name text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Apart from guilds, narrow and loosely filled: this row is updated by every commit, in place.
    await runner.query(`
      CREATE TABLE guild_counters (
        guild_id text PRIMARY KEY,
        next_ticket_number integer NOT NULL DEFAULT 1,
        last_seq bigint NOT NULL DEFAULT 0
      ) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE sources (
        guild_id text NOT NULL,
        id text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        purpose text NOT NULL DEFAULT '',
        owner_id text,
        permissions text[] NOT NULL DEFAULT '{}',
        dependencies text NOT NULL DEFAULT '',
        failure_plan text NOT NULL DEFAULT '',
        worst_case text NOT NULL DEFAULT '',
        trust real NOT NULL,
        noise_budget_minutes integer,
        status text NOT NULL DEFAULT 'approved',
        rate_limit_per_minute integer NOT NULL DEFAULT 6000,
        token_hash text NOT NULL,
        token_issued_at timestamptz NOT NULL DEFAULT now(),
        signing_secret text,
        signing_secret_issued_at timestamptz,
        previous_signing_secret text,
        previous_secret_expires_at timestamptz,
        settings jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (guild_id, id)
      )`);
    // A webhook URL names only the source.
    await runner.query(`CREATE INDEX idx_sources_id ON sources (id)`);
    // A signal names only the guild, and the source by its token.
    await runner.query(`CREATE UNIQUE INDEX uq_sources_token ON sources (guild_id, token_hash)`);
    await runner.query(`
      CREATE TABLE api_tokens (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        user_id text,
        role text,
        scopes text[] NOT NULL DEFAULT '{}',
        token_hash text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (guild_id, id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX uq_api_tokens_hash ON api_tokens (guild_id, token_hash)`);
    await runner.query(
      `CREATE INDEX idx_api_tokens_user ON api_tokens (guild_id, user_id) WHERE user_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE api_tokens, sources, guild_counters, guilds`);
  }
}
