import { Inject, Injectable, type Type } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import {
  FindsOwed,
  HandlesDue,
  RunsEvery,
  type DueWork,
  type OwedWork,
  type PeriodicWork,
  type Range,
} from '#jobs';

/** Whatever is wanted and not done has a job. */
@FindsOwed({ name: 'test.values', everySeconds: 1 })
@Injectable()
class OwedValues implements OwedWork {
  async find(tx: Tx, page: { readonly limit: number; readonly after: string | null }) {
    const rows = await tx.query<{ key: string }>(
      `SELECT key FROM test_values WHERE wanted > done AND key LIKE 'owed-%' AND key > coalesce($1, '')
       ORDER BY key LIMIT $2`,
      [page.after, Math.min(page.limit, 3)],
    );
    const jobs = rows.map(({ key }) => ({ name: 'test.plain', key, payload: { copies: true } }) as never);
    return { jobs, next: rows.length < 3 ? null : rows.at(-1)!.key };
  }
}

interface DueItem {
  readonly key: string;
}

/** Gates named `due-…` are due at once; handling one notes it and shuts it. */
@HandlesDue<DueItem>({ name: 'test.due', everySeconds: 0.1 })
@Injectable()
class DueGates implements DueWork<DueItem> {
  constructor(private readonly database: Database) {}

  find({ after, limit }: { after: DueItem | null; limit: number }): Promise<DueItem[]> {
    return this.database.query(
      `SELECT name AS key FROM test_gates WHERE name LIKE 'due-%' AND name > $1 ORDER BY name LIMIT $2`,
      [after?.key ?? '', limit],
    );
  }

  async handle({ key }: DueItem): Promise<void> {
    if (key === 'due-0-bad') throw new Error('This one always fails');
    await this.database.query('INSERT INTO test_periods (name) VALUES ($1)', [key]);
    await this.database.query('DELETE FROM test_gates WHERE name = $1', [key]);
  }
}

abstract class Noted implements PeriodicWork {
  protected abstract readonly name: string;
  @Inject(Database) private readonly database: Database;

  async run(range: Range): Promise<void> {
    await this.database.query('INSERT INTO test_periods (name, from_at, to_at) VALUES ($1, $2, $3)', [
      this.name,
      range.from,
      range.to,
    ]);
  }
}

@RunsEvery({ name: 'test.each', everySeconds: 3_600, each: { most: 5 } })
@Injectable()
class EachHour extends Noted {
  protected readonly name = 'each';
}

@RunsEvery({ name: 'test.all', everySeconds: 3_600 })
@Injectable()
class AllHours extends Noted {
  protected readonly name = 'all';
}

@RunsEvery({ name: 'test.seconds', everySeconds: 1 })
@Injectable()
class EverySecond extends Noted {
  protected readonly name = 'second';
}

export const TEST_WORKS: Type[] = [OwedValues, DueGates, EachHour, AllHours, EverySecond];
