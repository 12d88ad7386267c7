import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { Database } from '#platform';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { createGuild } from '../../support/guild.js';

interface DeadJob {
  readonly id: string;
  readonly name: string;
}

let app: TestApp;
let database: Database;

beforeAll(async () => {
  app = await startTestApp();
  database = app.app.get(Database);
});
afterAll(() => app.close());
afterEach(() => database.query('DELETE FROM dead_jobs'));

const get = (query = '', token: string | null = app.adminToken) =>
  call<{ items: DeadJob[]; nextCursor: string | null }>(app, 'GET', `/v1/jobs/dead${query}`, token);
const retry = (id: string, token: string | null = app.adminToken) =>
  call(app, 'POST', `/v1/jobs/dead/${id}/retry`, token);
const remove = (id: string, token: string | null = app.adminToken) =>
  call(app, 'DELETE', `/v1/jobs/dead/${id}`, token);

async function bury(
  minutesAgo = 0,
  over: { name?: string; key?: string | null; payload?: object } = {},
): Promise<string> {
  const { name = 'test.gone', key = null, payload = { guildId: '100000000000000001' } } = over;
  const id = newId();
  await database.query(
    `INSERT INTO dead_jobs (id, name, key, guild_id, payload, failures, error, died_at)
     VALUES ($1, $2, $3, $4::jsonb->>'guildId', $4, 3, 'Error: no', date_trunc('milliseconds', now()) - make_interval(mins => $5))`,
    [id, name, key, JSON.stringify(payload), minutesAgo],
  );
  return id;
}

describe('GET /v1/jobs/dead', () => {
  it('lists dead jobs, newest first, page by page', async () => {
    const [old, newest, middle] = [await bury(30), await bury(1, { key: 'k', payload: {} }), await bury(10)];
    const first = await get('?limit=2');
    expect(first.status).toBe(200);
    expect(first.body.items.map(({ id }) => id)).toEqual([newest, middle]);
    expect(first.body.items[0]).toEqual({
      id: newest,
      name: 'test.gone',
      key: 'k',
      guildId: null,
      payload: {},
      failures: 3,
      deaths: 1,
      error: 'Error: no',
      diedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const second = await get(`?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({
      items: [{ id: old, guildId: '100000000000000001' }],
      nextCursor: null,
    });
  });

  it('lists those of one name', async () => {
    const other = await bury(0, { name: 'test.other' });
    await bury();
    expect((await get('?name=test.other')).body.items.map(({ id }) => id)).toEqual([other]);
    expect((await get('?name=test.none')).body.items).toEqual([]);
  });

  it.each(['?limit=0', '?limit=201', '?cursor=x', '?name=', '?name=A', '?what=1'])(
    'refuses %s',
    async (query) => {
      expect((await get(query)).status).toBe(400);
    },
  );
});

describe('POST /v1/jobs/dead/{id}/retry', () => {
  it('runs it again', async () => {
    const id = await bury(0, { name: 'jobs.tidy', payload: {} });
    await bury(60 * 24 * 31, { key: 'too old to be kept' });
    expect((await retry(id)).status).toBe(204);
    await eventually(async () => expect((await get()).body.items).toEqual([]));
    expect(await retry(id)).toMatchObject({ status: 404, body: { code: 'unknown_dead_job' } });
  });

  it('keeps a job of which this version knows no kind', async () => {
    const id = await bury();
    expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'unknown_job_kind' } });
    expect((await get()).body.items).toHaveLength(1);
  });

  it.each([newId(), 'x', '%00'])('knows no job %s', async (id) => {
    expect(await retry(id)).toMatchObject({ status: 404, body: { code: 'unknown_dead_job' } });
  });
});

describe('DELETE /v1/jobs/dead/{id}', () => {
  it('removes a dead job, once', async () => {
    const id = await bury();
    expect((await remove(id)).status).toBe(204);
    expect(await remove(id)).toMatchObject({ status: 404, body: { code: 'unknown_dead_job' } });
    expect((await get()).body.items).toEqual([]);
  });
});

describe('dead jobs', () => {
  it('are for the administrator alone', async () => {
    const id = await bury();
    const { adminToken } = await createGuild(app);
    for (const token of [null, 'nonsense', adminToken]) {
      for (const answer of [await get('', token), await retry(id, token), await remove(id, token)]) {
        expect(answer.status).toBe(401);
      }
    }
    expect((await get()).body.items).toHaveLength(1);
  });
});
