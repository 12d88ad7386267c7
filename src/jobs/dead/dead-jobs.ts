import { Injectable } from '@nestjs/common';
import { DomainError, isUuid, type JsonValue } from '#kernel';
import { Database } from '#platform';
import { JobQueue } from '../job-queue.js';
import { DeadJobsStore } from './dead-jobs.store.js';

export interface DeadJobSummary {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  /** Whose trouble it is, where it is a guild's. */
  readonly guildId: string | null;
  readonly payload: JsonValue;
  /** Of its last life. */
  readonly failures: number;
  readonly deaths: number;
  readonly error: string;
  readonly diedAt: Date;
}

const COLUMNS = `id, name, key, guild_id AS "guildId", payload, failures, deaths, error, died_at AS "diedAt"`;

const NEWEST = `
  SELECT ${COLUMNS} FROM dead_jobs
  WHERE ($1::text IS NULL OR name = $1) AND ($2::timestamptz IS NULL OR (died_at, id) < ($2, $3::uuid))
  ORDER BY died_at DESC, id DESC LIMIT $4`;

/** Dead letters for whoever looks after the installation. */
@Injectable()
export class DeadJobs {
  constructor(
    private readonly database: Database,
    private readonly store: DeadJobsStore,
    private readonly queue: JobQueue,
  ) {}

  /** Newest first, those after the given one; of all names or one. */
  list(query: {
    readonly name: string | null;
    readonly after: { readonly diedAt: Date; readonly id: string } | null;
    readonly limit: number;
  }): Promise<DeadJobSummary[]> {
    const { name, after, limit } = query;
    return this.database.query(NEWEST, [name, after?.diedAt ?? null, after?.id ?? null, limit]);
  }

  /** Runs it anew, with all its attempts. Throws not_found `unknown_dead_job`, unavailable `queue_unavailable`. */
  async retry(id: string): Promise<void> {
    if (!isUuid(id)) throw unknownDeadJob();
    const [job] = await this.database.query<DeadJobSummary>(
      `SELECT ${COLUMNS} FROM dead_jobs WHERE id = $1`,
      [id],
    );
    if (!job) throw unknownDeadJob();
    await this.queue.revive(job);
    await this.store.remove(id);
  }

  /** Throws not_found `unknown_dead_job`. */
  async forget(id: string): Promise<void> {
    if (!isUuid(id) || !(await this.store.remove(id))) throw unknownDeadJob();
  }
}

function unknownDeadJob(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_dead_job',
    'There is no such dead job; it may have been retried or removed. List them again.',
  );
}
