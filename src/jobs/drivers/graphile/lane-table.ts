import { GroupCommit, type Database } from '#platform';
import type { FallenJob, JobState, NewJob, QueueDepth } from '../driver.js';
import { fromEnvelope, toEnvelope } from '../envelope.js';
import { foldKeys } from './fold-keys.js';
import { rowKey, type LaneSql } from './lane-sql.js';

interface Addition {
  readonly job: NewJob;
  readonly ifAbsent: boolean;
}
type AddedAs = 'added' | 'merged';

const MOST_TOGETHER = 250;
const MOST_WAITING = 20_000;
const WORKER_DIED = 'The worker died while it ran this job, again and again.';

/** The jobs of one lane as rows: put in, looked at, taken out. */
export class LaneTable {
  private tasksKnown: Promise<unknown> | null = null;

  /** Jobs that are added about the same time share a statement, its round trip and its commit. */
  private readonly additions = new GroupCommit<Addition, AddedAs>({
    commit: (additions) => this.insertAll(additions),
    keyOf: ({ job }) => job.key ?? job.id,
    lanes: 2,
    maxGroup: MOST_TOGETHER,
    maxWaiting: MOST_WAITING,
  });

  /** @param names of the lane's kinds. */
  constructor(
    private readonly database: Database,
    private readonly sql: LaneSql,
    private readonly names: readonly string[],
  ) {}

  add(job: NewJob, ifAbsent: boolean): Promise<AddedAs> {
    return this.additions.submit({ job, ifAbsent });
  }

  async remove(name: string, key: string): Promise<JobState> {
    const removed = await this.database.query(this.sql.remove, [rowKey(name, key)]);
    return removed.length > 0 ? 'waiting' : this.state(name, key);
  }

  async state(name: string, key: string): Promise<JobState> {
    const [row] = await this.database.query<{ running: boolean }>(this.sql.state, [rowKey(name, key)]);
    if (!row) return 'absent';
    return row.running ? 'running' : 'waiting';
  }

  async takeFallen(keep: (jobs: readonly FallenJob[]) => Promise<void>): Promise<void> {
    const rows = await this.database.query<{ id: string; name: string; payload: unknown }>(this.sql.fallen);
    if (rows.length === 0) return;
    await keep(
      rows.map(({ name, payload }) => {
        const job = fromEnvelope(name, payload);
        return { ...job, failures: job.failures + 1, error: WORKER_DIED };
      }),
    );
    await this.database.query(this.sql.dropFallen, [rows.map(({ id }) => id)]);
  }

  depths(): Promise<QueueDepth[]> {
    return this.database.query(this.sql.depths);
  }

  /** graphile-worker knows kinds by number; a row must be able to name its own. */
  ensureTasks(): Promise<unknown> {
    this.tasksKnown ??= this.database.query(this.sql.ensureTasks, [this.names]).catch((error: unknown) => {
      this.tasksKnown = null;
      throw error;
    });
    return this.tasksKnown;
  }

  private async insertAll(additions: readonly Addition[]): Promise<AddedAs[]> {
    await this.ensureTasks();
    const fresh = new Set<string>();
    for (const ifAbsent of [false, true]) {
      const jobs = foldKeys(additions.filter((each) => each.ifAbsent === ifAbsent).map(({ job }) => job));
      if (jobs.length === 0) continue;
      for (const key of await this.insert(jobs, ifAbsent)) fresh.add(key);
    }
    return additions.map(({ job }) =>
      job.key === null || fresh.delete(rowKey(job.name, job.key)) ? 'added' : 'merged',
    );
  }

  /** The keys that had no job. */
  private async insert(jobs: readonly NewJob[], ifAbsent: boolean): Promise<string[]> {
    const specs = jobs.map((job) => ({
      task: job.name,
      key: job.key === null ? null : rowKey(job.name, job.key),
      payload: toEnvelope(job),
      run_at: job.runAt,
      priority: -job.priority,
    }));
    const rows = await this.database.query<{ key: string | null; fresh: boolean }>(this.sql.add, [
      JSON.stringify(specs),
      ifAbsent,
    ]);
    return rows.flatMap(({ key, fresh }) => (key !== null && fresh ? [key] : []));
  }
}
