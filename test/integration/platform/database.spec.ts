import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import type { Tx } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.database.query('CREATE TABLE things (id integer PRIMARY KEY, name text NOT NULL, big bigint)');
});

afterAll(() => db.close());

async function names(): Promise<string[]> {
  const rows = await db.database.query<{ name: string }>('SELECT name FROM things ORDER BY id');
  return rows.map(({ name }) => name);
}

/** Ends every other session of the database, as a restart of the server does. */
async function endSessions(): Promise<void> {
  await db.database.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

describe('Database.query', () => {
  it('answers rows for every kind of statement that returns some', async () => {
    const { database } = db;
    expect(
      await database.query('INSERT INTO things VALUES (1, $1, $2) RETURNING id', ['a', '9007199254740993']),
    ).toEqual([{ id: 1 }]);
    expect(await database.query("UPDATE things SET name = 'b' RETURNING name")).toEqual([{ name: 'b' }]);
    expect(await database.query('SELECT big FROM things')).toEqual([{ big: '9007199254740993' }]);
    expect(await database.query('DELETE FROM things RETURNING id')).toEqual([{ id: 1 }]);
    expect(await database.query('SELECT 1 WHERE false')).toEqual([]);
  });

  it('runs a named statement many times at once', async () => {
    const twice = { name: 'test_twice', text: 'SELECT $1::int * 2 AS twice' };
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => db.database.query(twice, [i])));
    expect(all).toEqual(Array.from({ length: 200 }, (_, i) => [{ twice: i * 2 }]));
  });

  it('passes on errors that are ours', async () => {
    await expect(db.database.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
  });

  it('calls a statement that is cut off unavailable', async () => {
    const slow = db.database.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 20');
      await tx.query('SELECT pg_sleep(10)');
    });
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable', code: 'database_timeout' });
  });
});

describe('Database.transaction', () => {
  it('commits what was done together and answers what the work answers', async () => {
    const answer = await db.database.transaction(async (tx) => {
      await Promise.all([
        tx.query("INSERT INTO things VALUES (1, 'one')"),
        tx.query("INSERT INTO things VALUES (2, 'two')"),
      ]);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await names()).toEqual(['one', 'two']);
  });

  it('takes everything back when the work refuses', async () => {
    const refusal = new DomainError('conflict', 'taken', 'Taken.');
    const work = db.database.transaction(async (tx) => {
      await tx.query("INSERT INTO things VALUES (3, 'three')");
      throw refusal;
    });
    await expect(work).rejects.toBe(refusal);
    expect(await names()).toEqual(['one', 'two']);
  });

  it('does not call work done whose error was swallowed', async () => {
    const work = db.database.transaction(async (tx) => {
      await tx.query("INSERT INTO things VALUES (4, 'four')");
      await tx.query('SELECT 1 / 0').catch(() => {});
    });
    await expect(work).rejects.toThrow('swallowed');
    expect(await names()).toEqual(['one', 'two']);
  });

  it('reads committed data', async () => {
    const level = await db.database.transaction((tx) => tx.query('SHOW transaction_isolation'));
    expect(level).toEqual([{ transaction_isolation: 'read committed' }]);
  });

  it('runs work again that lost a deadlock', async () => {
    let runs = 0;
    const gate = meeting(2);
    const update = (first: number, second: number) =>
      db.database.transaction(async (tx) => {
        runs += 1;
        await tx.query('UPDATE things SET big = coalesce(big, 0) + 1 WHERE id = $1', [first]);
        if (runs <= 2) await gate();
        await tx.query('UPDATE things SET big = coalesce(big, 0) + 1 WHERE id = $1', [second]);
      });
    await Promise.all([update(1, 2), update(2, 1)]);
    expect(runs).toBe(3);
    expect(await db.database.query('SELECT big FROM things')).toEqual([{ big: '2' }, { big: '2' }]);
  });

  it('gives up on work that never gets through', async () => {
    let runs = 0;
    const work = db.database.transaction(async (tx: Tx) => {
      runs += 1;
      await tx.query("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$");
    });
    await expect(work).rejects.toMatchObject({ kind: 'unavailable', code: 'database_busy' });
    expect(runs).toBe(4);
  });

  it('calls a connection lost in the middle unavailable, and works on', async () => {
    const work = db.database.transaction(async (tx) => {
      await tx.query("INSERT INTO things VALUES (5, 'five')");
      await endSessions();
      await tx.query('SELECT 1');
    });
    await expect(work).rejects.toMatchObject({ kind: 'unavailable', code: 'database_unavailable' });
    await eventually(async () => expect(await names()).toEqual(['one', 'two']));
  });
});

describe('Database.listen', () => {
  it('delivers what is said, and null after the connection was made again', async () => {
    const heard: (string | null)[] = [];
    const stop = await db.database.listen('test_channel', (payload) => heard.push(payload));
    await db.database.query("SELECT pg_notify('test_channel', 'first')");
    await eventually(() => expect(heard).toEqual(['first']));

    await endSessions();
    await eventually(() => expect(heard).toEqual(['first', null]));
    await db.database.query("SELECT pg_notify('test_channel', 'second')");
    await eventually(() => expect(heard).toEqual(['first', null, 'second']));

    await stop();
    const other: (string | null)[] = [];
    const stopOther = await db.database.listen('test_other', (payload) => other.push(payload));
    await db.database.query("SELECT pg_notify('test_channel', 'third'), pg_notify('test_other', 'end')");
    await eventually(() => expect(other).toEqual(['end']));
    expect(heard).toEqual(['first', null, 'second']);
    await stopOther();
  });

  it('takes no channel name that is more than a name', async () => {
    await expect(db.database.listen('a; DROP TABLE things', () => {})).rejects.toThrow('Not a channel name');
  });
});

function meeting(size: number): () => Promise<void> {
  let open: () => void;
  const met = new Promise<void>((resolve) => (open = resolve));
  let present = 0;
  return () => {
    present += 1;
    if (present === size) open();
    return met;
  };
}
