import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where calls about tickets go, which of them are owed, and what came of each. */
export class CreateCallbacks1764800000000 implements MigrationInterface {
  name = 'CreateCallbacks1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE callback_endpoints (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        source_id text,
        name text NOT NULL,
        url text NOT NULL,
        event_types text[] NOT NULL,
        streams text[] NOT NULL,
        status text NOT NULL,
        since_seq bigint NOT NULL,
        disabled_reason text,
        disabled_at timestamptz,
        failures integer NOT NULL DEFAULT 0,
        failing_since timestamptz,
        paused_until timestamptz,
        secret text NOT NULL,
        secret_issued_at timestamptz NOT NULL,
        previous_secret text,
        previous_secret_expires_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, id)
      )`);
    await runner.query(`
      CREATE TABLE callback_deliveries (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        type text NOT NULL,
        seq bigint,
        ticket_id uuid,
        actor_type text,
        actor_id text,
        event_at timestamptz NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        last_attempt_at timestamptz,
        status_code integer,
        latency_ms integer,
        error text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        PRIMARY KEY (guild_id, id)
      )`);
    // What is owed, in the order in which it is sent; nothing that is settled.
    await runner.query(
      `CREATE INDEX idx_callback_deliveries_owed ON callback_deliveries (guild_id, endpoint_id, next_attempt_at, seq)
       INCLUDE (created_at) WHERE state = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX idx_callback_deliveries_endpoint ON callback_deliveries (guild_id, endpoint_id, created_at, id)`,
    );
    // So that what failed is found among much that was delivered.
    await runner.query(
      `CREATE INDEX idx_callback_deliveries_state ON callback_deliveries (guild_id, endpoint_id, state, created_at, id)`,
    );
    await runner.query(
      `CREATE INDEX idx_callback_deliveries_old ON callback_deliveries (created_at) WHERE state <> 'pending'`,
    );
    await runner.query(`
      CREATE TABLE callback_attempts (
        guild_id text NOT NULL,
        delivery_id uuid NOT NULL,
        attempt integer NOT NULL,
        at timestamptz NOT NULL,
        status_code integer,
        latency_ms integer NOT NULL,
        error text,
        PRIMARY KEY (guild_id, delivery_id, attempt)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE callback_attempts, callback_deliveries, callback_endpoints`);
  }
}
