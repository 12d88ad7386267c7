import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type Type } from '@nestjs/common';
import { Database } from '#platform';
import { GiveUp, RetryAt, type JobHandler, type JobRun } from '#jobs';
import { JobHandlerOf } from '../../../src/jobs/handlers/handles-job.js';
import { TEST_JOBS, type TestPayload } from './test-jobs.js';

/** What happened, for the tests to read: one row per run. */
export const TEST_TABLES = `
  CREATE TABLE test_runs (
    id serial PRIMARY KEY, name text NOT NULL, key text, payload jsonb NOT NULL, attempt integer NOT NULL,
    pid integer NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz, error text
  );
  CREATE TABLE test_gates (name text PRIMARY KEY);
  CREATE TABLE test_values (key text PRIMARY KEY, wanted integer NOT NULL DEFAULT 0, done integer NOT NULL DEFAULT 0);
  CREATE TABLE test_periods (id serial PRIMARY KEY, name text NOT NULL, from_at timestamptz, to_at timestamptz)`;

const LOOK_MS = 15;

/** Where tests written in one process can see handlers take effect without a database between them. */
async function behave(name: string, payload: TestPayload, run: JobRun, database: Database): Promise<void> {
  if (payload.progress !== undefined) await run.progress(payload.progress);
  const signal = payload.deaf ? undefined : run.signal;
  if (payload.sleepMs !== undefined) await delay(payload.sleepMs, undefined, { signal });
  while (payload.gate !== undefined && !(await isOpen(database, payload.gate))) {
    await delay(LOOK_MS, undefined, { signal });
  }
  if (payload.copies) await copy(database, run);
  if (payload.giveUp) throw new GiveUp('Told to');
  if (payload.fails !== undefined && run.attempt <= payload.fails) throw new Error(`${name} fails`);
  if (payload.retryInMs !== undefined && (await runsOf(database, name, run)) === 1) {
    throw new RetryAt(new Date(Date.now() + payload.retryInMs));
  }
}

async function isOpen(database: Database, gate: string): Promise<boolean> {
  return (await database.query('SELECT 1 FROM test_gates WHERE name = $1', [gate])).length > 0;
}

/** Reads, takes its time, and writes what it read: a second run beside it would write an older value last. */
async function copy(database: Database, run: JobRun): Promise<void> {
  const [row] = await database.query<{ wanted: number }>('SELECT wanted FROM test_values WHERE key = $1', [
    run.key,
  ]);
  await delay(Math.random() * 20);
  await database.query('UPDATE test_values SET done = $2 WHERE key = $1', [run.key, row?.wanted ?? -1]);
}

async function runsOf(database: Database, name: string, run: JobRun): Promise<number> {
  const rows = await database.query(
    'SELECT 1 FROM test_runs WHERE name = $1 AND key IS NOT DISTINCT FROM $2',
    [name, run.key],
  );
  return rows.length;
}

function handlerOf(name: string): Type {
  @JobHandlerOf(name)
  @Injectable()
  class TestHandler implements JobHandler<TestPayload> {
    constructor(private readonly database: Database) {}

    async handle(payload: TestPayload, run: JobRun): Promise<void> {
      const rows = await this.database.query<{ id: number }>(
        'INSERT INTO test_runs (name, key, payload, attempt, pid) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [name, run.key, JSON.stringify(payload), run.attempt, process.pid],
      );
      let error: string | null = null;
      try {
        await behave(name, payload, run, this.database);
      } catch (thrown) {
        error = run.signal.aborted ? String(run.signal.reason) : String(thrown);
        throw thrown;
      } finally {
        await this.database.query(
          'UPDATE test_runs SET ended_at = clock_timestamp(), error = $2 WHERE id = $1',
          [rows[0]?.id, error],
        );
      }
    }
  }
  return TestHandler;
}

export const TEST_HANDLERS: Type[] = Object.keys(TEST_JOBS).map(handlerOf);
