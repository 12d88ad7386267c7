import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database } from '#platform';
import { repeat } from '../runner/repeat.js';

const LEASE_SECONDS = 30;
const EXTEND_MS = 10_000;

const TAKE = `
  INSERT INTO work_leases AS lease (name, holder, until) VALUES ($1, $2, now() + make_interval(secs => ${LEASE_SECONDS}))
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
  WHERE lease.until < now() OR lease.holder = excluded.holder
  RETURNING 1`;

const GIVE_BACK = `DELETE FROM work_leases WHERE name = $1 AND holder = $2`;

/** One process at a time, by a row in Postgres that runs out when its holder dies. */
@Injectable()
export class Leases {
  constructor(private readonly database: Database) {}

  /** False, and nothing done, while another one holds it. The signal says that the lease was lost. */
  async hold(
    name: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    const holder = newId();
    if (!(await this.take(name, holder))) return false;
    const lost = new AbortController();
    const extending = repeat(EXTEND_MS, async () => {
      if (!(await this.take(name, holder))) lost.abort(new Error(`The lease on ${name} was lost`));
    });
    try {
      await work(AbortSignal.any([signal, lost.signal]));
      return true;
    } finally {
      await extending.stop();
      await this.database.query(GIVE_BACK, [name, holder]).catch(() => {});
    }
  }

  private async take(name: string, holder: string): Promise<boolean> {
    return (await this.database.query(TAKE, [name, holder])).length > 0;
  }
}
