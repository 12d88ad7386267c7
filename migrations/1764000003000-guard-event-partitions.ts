import type { MigrationInterface, QueryRunner } from 'typeorm';

const FACTS = ['guild_id', 'seq', 'at', 'type', 'ticket_id', 'ticket_version', 'actor_type'];

/**
 * I9 to the last corner: a partition can be named and emptied by itself, for which the trigger of the whole
 * log is not asked; and blanking a fact must not name somebody else as the one who did it.
 */
export class GuardEventPartitions1764000003000 implements MigrationInterface {
  name = 'GuardEventPartitions1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refuseEventChange(`AND NEW.actor_id IN (OLD.actor_id, 'erased')`));
    await runner.query(`
      CREATE FUNCTION guard_event_partition(part regclass) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = part AND tgname = 'append_only_truncate') THEN
          EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change()', part);
        END IF;
      END $$`);
    await runner.query(
      ensureMonthPartitions(`
        PERFORM guard_event_partition(i.inhrelid) FROM pg_inherits i WHERE i.inhparent = 'events'::regclass;`),
    );
    await runner.query(`SELECT ensure_month_partitions(3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(ensureMonthPartitions(''));
    await runner.query(`
      DO $$
      DECLARE
        part regclass;
      BEGIN
        FOR part IN SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = 'events'::regclass LOOP
          EXECUTE format('DROP TRIGGER IF EXISTS append_only_truncate ON %s', part);
        END LOOP;
      END $$`);
    await runner.query(`DROP FUNCTION guard_event_partition(regclass)`);
    await runner.query(refuseEventChange(''));
  }
}

function refuseEventChange(more: string): string {
  const same = FACTS.map((column) => `NEW.${column} = OLD.${column}`).join(' AND ');
  return `
    CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
         AND NEW.payload = '{}'::jsonb AND NEW.reason IS NULL
         AND ${same} ${more} THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'restrict_violation';
    END $$`;
}

function ensureMonthPartitions(more: string): string {
  return `
    CREATE OR REPLACE FUNCTION ensure_month_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
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
      END LOOP;${more}
    END $$`;
}
