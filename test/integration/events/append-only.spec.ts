import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { createIntake } from '../../support/intake.js';

let app: TestApp;
let sql: DatabaseClient;
let guildId: string;
let partition: string;

beforeAll(async () => {
  app = await startTestApi();
  sql = await openDatabaseClient(app.databaseUrl);
  const { accept, guild } = await createIntake(app);
  guildId = guild.guildId;
  for (let i = 0; i < 5; i += 1) await accept({ text: `what someone wrote, ${i}` });
  const [row] = await sql.query('SELECT tableoid::regclass::text AS name FROM events LIMIT 1');
  partition = (row as { name: string }).name;
});
afterAll(async () => {
  await sql.close();
  await app.close();
});

async function facts(): Promise<unknown[]> {
  return sql.query('SELECT * FROM events WHERE guild_id = $1 ORDER BY seq', [guildId]);
}

/** As a mistake in the code, a console or a script would say it; `events` stands for the table. */
const CHANGES = [
  `UPDATE events SET payload = '{"changed": true}'`,
  `UPDATE events SET reason = 'another'`,
  `UPDATE events SET actor_id = 'another'`,
  `UPDATE events SET seq = seq + 100`,
  `UPDATE events SET at = at + interval '2 months'`,
  `UPDATE events SET guild_id = '1'`,
  `UPDATE events SET erased_at = now()`,
  `UPDATE events SET erased_at = now(), payload = '{}', reason = 'another'`,
  `UPDATE events SET erased_at = now(), payload = '{}', reason = NULL, type = 'ticket.noted'`,
  `UPDATE events SET erased_at = now(), payload = '{}', reason = NULL, actor_id = 'another'`,
  `UPDATE events SET erased_at = now(), payload = '{}', reason = NULL, at = at + interval '1 second'`,
  `DELETE FROM events`,
  `TRUNCATE events`,
  `TRUNCATE events CASCADE`,
  `INSERT INTO events SELECT * FROM events ON CONFLICT (guild_id, seq, at) DO UPDATE SET payload = '{}'`,
  `MERGE INTO events e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`,
];

describe('I9: the event log', () => {
  it.each(CHANGES)('refuses %s, in the log and in its partitions', async (change) => {
    const before = await facts();
    expect(before).toHaveLength(5);
    for (const table of ['events', partition]) {
      await expect(sql.query(change.replaceAll(/\bevents\b/g, table))).rejects.toMatchObject({
        message: 'the event log is append-only',
        code: '23001',
      });
    }
    expect(await facts()).toEqual(before);
  });

  it('guards the partitions of later months, and the one for a clock gone wrong', async () => {
    await sql.query('SELECT ensure_month_partitions(8)');
    const partitions = (await sql.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events'::regclass`,
    )) as { name: string }[];
    expect(partitions.length).toBeGreaterThanOrEqual(11);
    for (const { name } of partitions) {
      await expect(sql.query(`TRUNCATE ${name}`)).rejects.toMatchObject({ code: '23001' });
    }
  });

  it('lets what it says of a person be blanked, once, and keeps the fact', async () => {
    const [before, ...others] = (await facts()) as Record<string, unknown>[];
    const erase = (more = '') =>
      sql.query(
        `UPDATE events SET erased_at = now(), payload = '{}', reason = NULL${more} WHERE guild_id = $1 AND seq = 1`,
        [guildId],
      );
    await erase(`, actor_id = 'erased'`);
    const [after, ...untouched] = (await facts()) as Record<string, unknown>[];
    expect(after).toEqual({
      ...before,
      erased_at: expect.any(Date),
      payload: {},
      reason: null,
      actor_id: 'erased',
    });
    expect(untouched).toEqual(others);
    await expect(erase()).rejects.toMatchObject({ code: '23001' });
    await expect(
      sql.query('UPDATE events SET erased_at = NULL WHERE guild_id = $1', [guildId]),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it("is never changed by the application's own code", () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    expect(sources.length).toBeGreaterThan(100);
    const changing =
      /\b(?:update|delete\s+from|truncate(?:\s+table)?|merge\s+into)\s+(?:only\s+)?"?events\b/i;
    const repository = /\b(?:InjectRepository|getRepository|forFeature)\b[^;]*\bEventRow\b/;
    const found = sources.filter((file) => {
      const text = readFileSync(join('src', file), 'utf8');
      return changing.test(text) || repository.test(text);
    });
    expect(found).toEqual([]);
  });
});
