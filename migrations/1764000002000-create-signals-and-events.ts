import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came in and what happened: append-only, partitioned by month. */
export class CreateSignalsAndEvents1764000002000 implements MigrationInterface {
  name = 'CreateSignalsAndEvents1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signals (
        guild_id text NOT NULL,
        id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        ticket_id uuid NOT NULL,
        source_id text NOT NULL,
        external_id text,
        kind text NOT NULL,
        category text NOT NULL,
        severity text NOT NULL,
        confidence real NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        subject_name text,
        reporter_id text,
        reporter_name text,
        text text NOT NULL,
        channel_id text,
        message_id text,
        links jsonb NOT NULL,
        attachments jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        correlation_key text NOT NULL,
        fingerprint text,
        data jsonb NOT NULL,
        features jsonb NOT NULL,
        decision jsonb NOT NULL,
        PRIMARY KEY (guild_id, id, received_at)
      ) PARTITION BY RANGE (received_at)`);
    await runner.query(`CREATE INDEX idx_signals_ticket ON signals (guild_id, ticket_id, received_at)`);
    await runner.query(
      `CREATE INDEX idx_signals_reporter ON signals (guild_id, reporter_id, received_at) WHERE reporter_id IS NOT NULL`,
    );

    // I2. Not partitioned: uniqueness must hold across months.
    await runner.query(`
      CREATE TABLE signal_keys (
        guild_id text NOT NULL,
        source_id text NOT NULL,
        external_id text NOT NULL,
        signal_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (guild_id, source_id, external_id)
      )`);

    await runner.query(`
      CREATE TABLE events (
        guild_id text NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        type text NOT NULL,
        ticket_id uuid NOT NULL,
        ticket_version integer NOT NULL,
        actor_type text NOT NULL,
        actor_id text NOT NULL,
        reason text,
        payload jsonb NOT NULL,
        erased_at timestamptz,
        PRIMARY KEY (guild_id, seq, at)
      ) PARTITION BY RANGE (at)`);
    await runner.query(`CREATE INDEX idx_events_ticket ON events (guild_id, ticket_id, seq)`);

    // I9: the only change allowed to a fact is to blank what it says about a person.
    await runner.query(`
      CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
           AND NEW.payload = '{}'::jsonb AND NEW.reason IS NULL
           AND (NEW.guild_id, NEW.seq, NEW.at, NEW.type, NEW.ticket_id, NEW.ticket_version, NEW.actor_type)
             = (OLD.guild_id, OLD.seq, OLD.at, OLD.type, OLD.ticket_id, OLD.ticket_version, OLD.actor_type) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON events
      FOR EACH ROW EXECUTE FUNCTION refuse_event_change()`);
    await runner.query(`
      CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change()`);

    // Makes the monthly partitions from last month to some months ahead; a default one catches a clock gone wrong.
    await runner.query(`
      CREATE FUNCTION ensure_month_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        parent text;
        month timestamptz;
      BEGIN
        FOREACH parent IN ARRAY ARRAY['signals', 'events'] LOOP
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I DEFAULT', parent || '_default', parent);
          FOR i IN -1..months_ahead LOOP
            month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => i)) AT TIME ZONE 'UTC';
            EXECUTE format(
              'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
              parent || '_' || to_char(month AT TIME ZONE 'UTC', 'YYYYMM'), parent,
              month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
          END LOOP;
        END LOOP;
      END $$`);
    await runner.query(`SELECT ensure_month_partitions(3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE events, signal_keys, signals`);
    await runner.query(`DROP FUNCTION refuse_event_change()`);
    await runner.query(`DROP FUNCTION ensure_month_partitions(integer)`);
  }
}
