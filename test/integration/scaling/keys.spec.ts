import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { HERE_FOR_ALL } from '../../support/scaling/guild-columns.js';

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** Of tables, not of the parts that months are. */
const TABLES = `SELECT c.oid, c.relname FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> 'schema_migrations'`;

describe('a database that is to be spread over many by guild', () => {
  it('has a guild in every row, but for what runs the installation', async () => {
    const without = await db.database.query<{ name: string }>(
      `SELECT t.relname AS name FROM (${TABLES}) t WHERE NOT EXISTS (
         SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'guild_id' AND a.attnotnull)
       ORDER BY 1`,
    );
    expect(without.map(({ name }) => name)).toEqual(['guilds', ...HERE_FOR_ALL].toSorted());
  });

  it('has the guild at the head of every key', async () => {
    const keys = await db.database.query<Key>(
      `SELECT t.relname AS table, i.indexrelid::regclass::text AS name,
         array(SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) AS n) AS columns
       FROM (${TABLES}) t JOIN pg_index i ON i.indrelid = t.oid
       WHERE (i.indisunique OR i.indisprimary) AND t.relname <> ALL ($1)`,
      [HERE_FOR_ALL],
    );
    expect(keys.length).toBeGreaterThan(15);
    const headless = keys.filter(
      ({ table, columns }) => columns[0] !== (table === 'guilds' ? 'id' : 'guild_id'),
    );
    expect(headless).toEqual([]);
  });

  it('points from row to row within a guild alone', async () => {
    const pointers = await db.database.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c JOIN (${TABLES}) t ON t.oid = c.conrelid
       WHERE c.contype = 'f'`,
    );
    for (const { definition } of pointers) {
      expect(definition).toMatch(/^FOREIGN KEY \(guild_id.* REFERENCES \w+\((guild_id|id)/);
    }
  });
});
