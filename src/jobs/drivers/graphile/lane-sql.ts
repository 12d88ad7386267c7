import { QUEUE_SCHEMAS, type Statement } from '#platform';
import type { Lane } from '../../domain/job-kind.js';

/** How often a job may take its worker with it. */
export const DEATHS_ALLOWED = 5;

/** graphile-worker's keys are unique in their schema; ours are unique in their name. */
export function rowKey(name: string, key: string): string {
  return `${name}:${key}`;
}

export interface LaneSql {
  readonly ensureTasks: string;
  readonly add: Statement;
  readonly finish: Statement;
  readonly runAgain: string;
  readonly runLater: string;
  readonly putBack: string;
  readonly remove: string;
  readonly state: string;
  readonly unlockDead: string;
  readonly fallen: string;
  readonly dropFallen: string;
  readonly depths: string;
}

/**
 * Statements on graphile-worker's own table, which its functions and runner share. What its public functions
 * can't say: a job whose key is added again while it runs keeps its row (and so its key) and only notes
 * the change, so that two runs of one key never overlap; and pauses are ours, with jitter.
 *
 * A run is identified by row, worker and attempt: one that was thought dead changes nothing any more.
 */
export function laneSql(lane: Lane): LaneSql {
  const schema = QUEUE_SCHEMAS[lane];
  const jobs = `${schema}._private_jobs`;
  const tasks = `${schema}._private_tasks`;
  const thisRun = `jobs.id = $1::bigint AND jobs.locked_by = $2 AND jobs.attempts = $3::int`;
  const letGo = `locked_by = NULL, locked_at = NULL, updated_at = clock_timestamp()`;
  const heldBack = `jobs.locked_at IS NULL AND jobs.last_error IS NOT NULL`;
  const nudge = `pg_notify('jobs:insert', json_build_object('count', count(*))::text)`;
  return {
    ensureTasks: `INSERT INTO ${tasks} (identifier) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
    add: {
      name: `jobs_add_${lane}`,
      text: `
        WITH spec AS (
          SELECT * FROM json_to_recordset($1::json)
            AS s(task text, key text, payload json, run_at timestamptz, priority smallint)
        ), added AS (
          INSERT INTO ${jobs} AS jobs (task_id, payload, run_at, max_attempts, key, priority, flags, updated_at)
          SELECT tasks.id, spec.payload, coalesce(spec.run_at, now()), ${DEATHS_ALLOWED + 1}, spec.key, spec.priority,
                 jsonb_build_object(spec.task, true), clock_timestamp()
          FROM spec JOIN ${tasks} AS tasks ON tasks.identifier = spec.task
          ON CONFLICT (key) DO UPDATE SET
            payload = CASE WHEN ${heldBack}
              THEN (excluded.payload::jsonb || jsonb_build_object('f', jobs.payload->'f'))::json
              ELSE excluded.payload END,
            run_at = CASE
              WHEN jobs.updated_at < jobs.locked_at THEN excluded.run_at
              WHEN ${heldBack} THEN jobs.run_at
              ELSE least(jobs.run_at, excluded.run_at) END,
            priority = least(jobs.priority, excluded.priority),
            attempts = CASE WHEN jobs.locked_at IS NULL AND NOT jobs.is_available THEN 0 ELSE jobs.attempts END,
            revision = jobs.revision + 1,
            updated_at = clock_timestamp()
          WHERE NOT $2::boolean
          RETURNING jobs.key, jobs.revision = 0 AS fresh, jobs.is_available AND jobs.run_at <= now() AS ready
        )
        SELECT key, fresh, said.* FROM added
        LEFT JOIN LATERAL (
          SELECT ${nudge} FROM added AS a WHERE a.ready HAVING count(*) > 0
        ) AS said ON true`,
    },
    finish: {
      name: `jobs_finish_${lane}`,
      text: `
        DELETE FROM ${jobs} AS jobs
        USING unnest($1::bigint[], $2::text[], $3::int[], $4::int[]) AS run(id, worker, attempt, revision)
        WHERE jobs.id = run.id AND jobs.locked_by = run.worker AND jobs.attempts = run.attempt
          AND jobs.revision = run.revision
        RETURNING jobs.id`,
    },
    runAgain: `
      WITH released AS (
        UPDATE ${jobs} AS jobs SET ${letGo}, attempts = 0, last_error = NULL WHERE ${thisRun} RETURNING run_at
      )
      SELECT count(*)::int AS count, CASE WHEN bool_or(run_at <= now()) THEN ${nudge} END FROM released`,
    runLater: `
      UPDATE ${jobs} AS jobs
      SET ${letGo}, attempts = 0, run_at = $4, last_error = $6,
          payload = (jobs.payload::jsonb || jsonb_build_object('f', $5::int))::json
      WHERE ${thisRun}`,
    putBack: `
      UPDATE ${jobs} AS jobs SET ${letGo}, attempts = greatest(jobs.attempts - 1, 0) WHERE ${thisRun}`,
    remove: `DELETE FROM ${jobs} WHERE key = $1 AND locked_at IS NULL RETURNING 1`,
    state: `SELECT locked_at IS NOT NULL AS running FROM ${jobs} WHERE key = $1`,
    unlockDead: `
      WITH gone AS (
        SELECT DISTINCT jobs.locked_by FROM ${jobs} AS jobs
        WHERE jobs.locked_at < now() - make_interval(secs => $1)
          AND NOT EXISTS (SELECT 1 FROM job_workers AS w
                          WHERE w.id = jobs.locked_by AND w.seen_at > now() - make_interval(secs => $1))
      )
      SELECT array_agg(locked_by) AS workers, ${schema}.force_unlock_workers(array_agg(locked_by)),
             pg_notify('jobs:insert', '{"count":16}')
      FROM gone HAVING count(*) > 0`,
    fallen: `
      SELECT jobs.id, tasks.identifier AS name, jobs.key, jobs.payload FROM ${jobs} AS jobs
      JOIN ${tasks} AS tasks ON tasks.id = jobs.task_id
      WHERE NOT jobs.is_available AND jobs.locked_at IS NULL LIMIT 100`,
    dropFallen: `DELETE FROM ${jobs} WHERE id = ANY($1::bigint[]) AND NOT is_available AND locked_at IS NULL`,
    depths: `
      SELECT tasks.identifier AS name,
             count(*) FILTER (WHERE jobs.is_available AND jobs.run_at <= now())::int AS ready,
             count(*) FILTER (WHERE jobs.is_available AND jobs.run_at > now())::int AS delayed,
             count(*) FILTER (WHERE jobs.locked_at IS NOT NULL)::int AS running
      FROM ${jobs} AS jobs JOIN ${tasks} AS tasks ON tasks.id = jobs.task_id GROUP BY 1`,
  };
}
