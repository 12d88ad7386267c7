import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTickets1764000001000 implements MigrationInterface {
  name = 'CreateTickets1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gin`);
    // Claims and counts change often and touch no index: room is left on each page for them.
    await runner.query(`
      CREATE TABLE tickets (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        number integer NOT NULL,
        version integer NOT NULL,
        stream text NOT NULL,
        status text NOT NULL,
        kind text NOT NULL,
        category text NOT NULL,
        title text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        subject_name text,
        priority smallint NOT NULL,
        priority_parts jsonb NOT NULL,
        correlation_key text,
        fingerprint text,
        source_id text NOT NULL,
        tags text[] NOT NULL DEFAULT '{}',
        explanation jsonb NOT NULL,
        owner_id text,
        claim_expires_at timestamptz,
        wait_for text,
        wait_until timestamptz,
        outcome text,
        resolution_reason text,
        resolved_by_type text,
        resolved_by_id text,
        resolved_at timestamptz,
        decision_expires_at timestamptz,
        signal_count integer NOT NULL,
        reporter_count integer NOT NULL,
        dropped_count integer NOT NULL DEFAULT 0,
        last_signal_at timestamptz NOT NULL,
        contests_action_id uuid,
        contests_ticket_id uuid,
        waiver_reason text,
        merged_into_id uuid,
        opened_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        sla_due_at timestamptz,
        sla_breached boolean NOT NULL DEFAULT false,
        PRIMARY KEY (guild_id, id),
        CONSTRAINT ck_tickets_claim CHECK ((owner_id IS NULL) = (claim_expires_at IS NULL)),
        CONSTRAINT ck_tickets_resolution CHECK ((status = 'resolved') = (outcome IS NOT NULL AND resolved_at IS NOT NULL))
      ) WITH (fillfactor = 80)`);
    await runner.query(`CREATE UNIQUE INDEX uq_tickets_number ON tickets (guild_id, number)`);
    // I3: at most one unresolved ticket per correlation key.
    await runner.query(`
      CREATE UNIQUE INDEX uq_tickets_unresolved_key ON tickets (guild_id, correlation_key)
      WHERE status <> 'resolved'`);
    await runner.query(
      `CREATE INDEX idx_tickets_key ON tickets (guild_id, correlation_key, opened_at) WHERE status = 'resolved'`,
    );
    // Breach and priority as one ascending number: a place in the queue is one row comparison.
    const rank = '(sla_breached::int * -1000 - priority)';
    await runner.query(`
      CREATE INDEX idx_tickets_queue ON tickets (guild_id, ${rank}, opened_at, id) WHERE status <> 'resolved'`);
    await runner.query(`
      CREATE INDEX idx_tickets_stream_queue ON tickets
        (guild_id, stream, ${rank}, opened_at, id) WHERE status <> 'resolved'`);
    // By age in two parts, so that neither is walked for the sake of the other; the first also counts the queue.
    await runner.query(`
      CREATE INDEX idx_tickets_unresolved ON tickets (guild_id, opened_at, id)
        INCLUDE (stream, status) WHERE status <> 'resolved'`);
    await runner.query(
      `CREATE INDEX idx_tickets_resolved ON tickets (guild_id, opened_at, id) WHERE status = 'resolved'`,
    );
    await runner.query(`CREATE INDEX idx_tickets_subject ON tickets (guild_id, subject_id, opened_at, id)`);
    await runner.query(
      `CREATE INDEX idx_tickets_fingerprint ON tickets (guild_id, fingerprint, opened_at) WHERE fingerprint IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_tickets_wake ON tickets (wait_until) WHERE status = 'waiting' AND wait_until IS NOT NULL`,
    );

    // One row per unresolved ticket that has an owner. Beside tickets.owner_id, which is the truth, so that a
    // claim writes one small row here and none of the indexes above.
    await runner.query(`
      CREATE TABLE claims (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        owner_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, ticket_id)
      ) WITH (fillfactor = 70)`);
    await runner.query(`CREATE INDEX idx_claims_owner ON claims (guild_id, owner_id)`);

    // Who is party to a ticket: its subject and reporters. Decides sight (I8) and counts reporters once each.
    await runner.query(`
      CREATE TABLE ticket_parties (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        user_id text NOT NULL,
        role text NOT NULL,
        added_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, ticket_id, user_id, role)
      )`);
    await runner.query(
      `CREATE INDEX idx_ticket_parties_user ON ticket_parties (guild_id, user_id, ticket_id)`,
    );

    // What is searched, apart from tickets so that working a ticket rewrites no text index.
    await runner.query(`
      CREATE TABLE ticket_search (
        guild_id text NOT NULL,
        ticket_id uuid NOT NULL,
        body text NOT NULL,
        people text NOT NULL,
        tags text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (guild_id, ticket_id)
      )`);
    // The guild is part of each, so that a search costs what its own guild's tickets cost.
    await runner.query(
      `CREATE INDEX idx_ticket_search_body ON ticket_search USING gin (guild_id, to_tsvector('simple', body))`,
    );
    await runner.query(
      `CREATE INDEX idx_ticket_search_people ON ticket_search USING gin (guild_id, people gin_trgm_ops)`,
    );
    await runner.query(`CREATE INDEX idx_ticket_search_tags ON ticket_search USING gin (guild_id, tags)`);

    await runner.query(`
      CREATE TABLE actions (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        ticket_id uuid,
        type text NOT NULL,
        subject_id text NOT NULL,
        reason text,
        duration_seconds integer,
        decided_by text,
        carried_out_by text,
        external_id text,
        at timestamptz NOT NULL,
        reversed_at timestamptz,
        PRIMARY KEY (guild_id, id)
      )`);
    await runner.query(`CREATE INDEX idx_actions_subject ON actions (guild_id, subject_id, at)`);
    await runner.query(`CREATE INDEX idx_actions_ticket ON actions (guild_id, ticket_id)`);
    await runner.query(`CREATE UNIQUE INDEX uq_actions_external ON actions (guild_id, external_id)`);

    // How each reporter's reports were decided: their accuracy is read from the newest 50.
    await runner.query(`
      CREATE TABLE reporter_outcomes (
        guild_id text NOT NULL,
        user_id text NOT NULL,
        ticket_id uuid NOT NULL,
        upheld boolean NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, user_id, ticket_id)
      )`);
    await runner.query(
      `CREATE INDEX idx_reporter_outcomes_recent ON reporter_outcomes (guild_id, user_id, at)`,
    );
    await runner.query(
      `CREATE INDEX idx_reporter_outcomes_ticket ON reporter_outcomes (guild_id, ticket_id)`,
    );

    // I7, in the write itself: who decided or carried out what an appeal contests cannot resolve the appeal.
    await runner.query(`
      CREATE FUNCTION refuse_own_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM actions a WHERE a.guild_id = NEW.guild_id AND a.id = NEW.contests_action_id
                   AND NEW.resolved_by_id IN (a.decided_by, a.carried_out_by))
           OR EXISTS (SELECT 1 FROM tickets t WHERE t.guild_id = NEW.guild_id AND t.id = NEW.contests_ticket_id
                   AND t.resolved_by_type = 'user' AND t.resolved_by_id = NEW.resolved_by_id) THEN
          RAISE EXCEPTION 'whoever decided or carried out an action cannot decide its appeal'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'own_appeal';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER own_appeal BEFORE INSERT OR UPDATE ON tickets FOR EACH ROW
      WHEN (NEW.status = 'resolved' AND NEW.resolved_by_type = 'user' AND NEW.waiver_reason IS NULL
            AND (NEW.contests_action_id IS NOT NULL OR NEW.contests_ticket_id IS NOT NULL))
      EXECUTE FUNCTION refuse_own_appeal()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE reporter_outcomes, actions, ticket_search, ticket_parties, claims, tickets`,
    );
    await runner.query(`DROP FUNCTION refuse_own_appeal()`);
  }
}
