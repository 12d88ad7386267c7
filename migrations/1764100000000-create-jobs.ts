import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the workers of an installation share. No tenant's data, so nothing here shards by guild; `guild_id` of
 * a dead letter says whose trouble it is.
 */
export class CreateJobs1764100000000 implements MigrationInterface {
  name = 'CreateJobs1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dead_jobs (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        key text,
        guild_id text,
        payload jsonb NOT NULL,
        failures integer NOT NULL,
        deaths integer NOT NULL DEFAULT 1,
        error text NOT NULL,
        died_at timestamptz NOT NULL DEFAULT now()
      )`);
    // A job that dies again under its key is the same dead letter.
    await runner.query(`CREATE UNIQUE INDEX uq_dead_jobs_work ON dead_jobs (name, coalesce(key, id::text))`);
    await runner.query(`CREATE INDEX idx_dead_jobs_died ON dead_jobs (died_at, id)`);
    // Rows that are written again and again, a handful of them.
    await runner.query(`
      CREATE TABLE job_workers (id text PRIMARY KEY, seen_at timestamptz NOT NULL) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE job_rates (name text PRIMARY KEY, next_at timestamptz NOT NULL) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE work_leases (
        name text PRIMARY KEY,
        holder uuid NOT NULL,
        until timestamptz NOT NULL
      ) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE periodic_work (name text PRIMARY KEY, done_until timestamptz NOT NULL) WITH (fillfactor = 20)`);
    await runner.query(`
      CREATE TABLE long_jobs (
        name text NOT NULL,
        key text NOT NULL,
        progress smallint NOT NULL,
        updated_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        PRIMARY KEY (name, key)
      )`);
    // Months begin whether or not the role that runs Docket owns the tables.
    await runner.query(`ALTER FUNCTION ensure_month_partitions(integer) SECURITY DEFINER`);
    await runner.query(`ALTER FUNCTION ensure_month_partitions(integer) SET search_path FROM CURRENT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER FUNCTION ensure_month_partitions(integer) RESET search_path`);
    await runner.query(`ALTER FUNCTION ensure_month_partitions(integer) SECURITY INVOKER`);
    await runner.query(`DROP TABLE long_jobs, periodic_work, work_leases, job_rates, job_workers, dead_jobs`);
  }
}
