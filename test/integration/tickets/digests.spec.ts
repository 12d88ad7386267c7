import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { AUTO_RESOLVED } from '../../support/ticket-factories.js';
import type { TicketSpec } from '../../support/ticket-rows.js';
import { createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';
import { DailyDigests } from '../../../src/tickets/digests/daily-digests.js';

interface Shown {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly tickets: number;
  readonly top: readonly { readonly number: number }[];
}

let app: TestApp;

beforeAll(async () => {
  // No worker, so that the time at which it runs is told here.
  app = await startTestApp({ roles: new Set(['api'] as const) });
});
afterAll(() => app.close());

const NEVER = new AbortController().signal;

/** As the worker does for the buckets of a time. */
function run(from: string, to: string): Promise<void> {
  return app.app.get(DailyDigests).run({ from: new Date(from), to: new Date(to) }, NEVER);
}

const closed = (openedAt: string, over: TicketSpec = {}): TicketSpec => ({
  ...AUTO_RESOLVED,
  openedAt: new Date(openedAt),
  resolvedAt: new Date(openedAt),
  ...over,
});

async function digestsOf(api: TicketsApi, userId?: string): Promise<Shown[]> {
  const { body } = await (await api.person('moderator', userId)).get<{ items: Shown[] }>('/digests');
  return body.items;
}

describe('digests', () => {
  it('sum up a day of the guild: by rule, category and source, with those of the most signals', async () => {
    const api = await createTicketsApi(app, { timeZone: 'America/New_York' });
    const rows = await api.insert(
      closed('2026-08-01T12:59Z', { resolvedById: 'before' }),
      closed('2026-08-01T13:00Z', { resolvedById: 'links', category: 'spam', signalCount: 7 }),
      closed('2026-08-02T03:00Z', {
        resolvedById: 'links',
        category: 'scam',
        signalCount: 9,
        sourceId: 'source-2',
      }),
      closed('2026-08-02T12:59Z', { resolvedById: 'flood', category: 'spam' }),
      closed('2026-08-02T13:00Z', { resolvedById: 'after' }),
      { ...closed('2026-08-02T04:00Z'), stream: 'review', resolvedByType: 'user' },
      { openedAt: new Date('2026-08-02T04:00Z') },
    );
    await run('2026-08-01T12:00Z', '2026-08-01T13:00Z');
    await run('2026-08-02T12:55Z', '2026-08-02T13:00Z');
    const [digest, before] = await digestsOf(api);
    expect(before).toMatchObject({ periodEnd: '2026-08-01T13:00:00.000Z', tickets: 1 });
    expect(digest).toEqual({
      periodStart: '2026-08-01T13:00:00.000Z',
      periodEnd: '2026-08-02T13:00:00.000Z',
      tickets: 3,
      byRule: [
        { rule: 'links', tickets: 2 },
        { rule: 'flood', tickets: 1 },
      ],
      byCategory: [
        { category: 'spam', tickets: 2 },
        { category: 'scam', tickets: 1 },
      ],
      bySource: [
        { sourceId: 'source-1', tickets: 2 },
        { sourceId: 'source-2', tickets: 1 },
      ],
      top: [2, 1, 3].map((i) => ({
        id: rows[i]!.id,
        number: rows[i]!.number,
        rule: rows[i]!.resolvedById,
        category: rows[i]!.category,
        sourceId: rows[i]!.sourceId,
        signals: rows[i]!.signalCount,
      })),
      createdAt: expect.any(String),
    });
  });

  it('are one for each local day, also after a downtime, twice, at once, and where the clocks change', async () => {
    const api = await createTicketsApi(app, { timeZone: 'Europe/Berlin', digest: { hour: 2 } });
    const hours = Array.from({ length: 24 * 4 }, (_, i) => Date.parse('2026-10-23T22:30Z') + i * 3_600_000);
    await api.insert(...hours.map((at) => closed(new Date(at).toISOString())));
    await Promise.allSettled([
      run('2026-10-24T12:00Z', '2026-10-27T12:00Z'),
      run('2026-10-24T12:00Z', '2026-10-27T12:00Z'),
    ]);
    await run('2026-10-24T12:00Z', '2026-10-27T12:00Z');
    const digests = await digestsOf(api);
    expect(digests.map(({ periodStart, periodEnd, tickets }) => [periodStart, periodEnd, tickets])).toEqual([
      ['2026-10-26T01:00:00.000Z', '2026-10-27T01:00:00.000Z', 24],
      ['2026-10-25T00:00:00.000Z', '2026-10-26T01:00:00.000Z', 25],
      // Its first hour was looked at again.
      ['2026-10-24T00:00:00.000Z', '2026-10-25T00:00:00.000Z', 25],
    ]);
  });

  it('are not made of nothing, nor where they are off', async () => {
    const api = await createTicketsApi(app, { digest: { hour: null } });
    const empty = await createTicketsApi(app);
    await api.insert(closed('2026-08-01T12:00Z'));
    await run('2026-08-02T08:00Z', '2026-08-02T09:00Z');
    expect(await digestsOf(api)).toEqual([]);
    expect(await digestsOf(empty)).toEqual([]);
  });

  it('go on where the one before ended when the hour is changed', async () => {
    const api = await createTicketsApi(app);
    await api.insert(closed('2026-08-01T08:00Z'), closed('2026-08-01T10:00Z'), closed('2026-08-02T10:00Z'));
    await run('2026-08-01T08:00Z', '2026-08-01T09:00Z');
    const path = `/v1/guilds/${api.guild.guildId}`;
    const later = { name: 'Later', settings: { digest: { hour: 12 } } };
    await call(app, 'PUT', path, app.adminToken, later);
    await run('2026-08-01T09:00Z', '2026-08-02T12:00Z');
    expect(await digestsOf(api)).toMatchObject([
      { periodStart: '2026-08-01T09:00:00.000Z', periodEnd: '2026-08-02T12:00:00.000Z', tickets: 2 },
      { periodEnd: '2026-08-01T09:00:00.000Z', tickets: 1 },
    ]);
  });

  it('I8: show nobody what they are party to, whenever they became so', async () => {
    const api = await createTicketsApi(app);
    const [mine, , late] = await api.insert(
      closed('2026-08-01T12:00Z', { subjectId: '700000000000000001', resolvedById: 'mine', signalCount: 50 }),
      closed('2026-08-01T12:00Z', { resolvedById: 'links' }),
      closed('2026-08-01T12:00Z', { resolvedById: 'links' }),
      closed('2026-08-02T12:00Z', { subjectId: '700000000000000001', reporters: ['700000000000000001'] }),
    );
    await run('2026-08-02T08:00Z', '2026-08-03T09:00Z');
    expect(await digestsOf(api)).toMatchObject([{ tickets: 1 }, { tickets: 3 }]);
    const seen = await digestsOf(api, '700000000000000001');
    expect(seen).toMatchObject([{ tickets: 2, byRule: [{ rule: 'links', tickets: 2 }] }]);
    expect(JSON.stringify(seen)).not.toContain(mine!.id);
    await api.database.query(
      `INSERT INTO ticket_parties VALUES ($1, $2, '700000000000000001', 'reporter', now(), 1)`,
      [api.guild.guildId, late!.id],
    );
    expect(await digestsOf(api, '700000000000000001')).toMatchObject([
      { tickets: 1, top: [{ rule: 'links' }] },
    ]);
  });

  it('are paged, and there for staff alone', async () => {
    const api = await createTicketsApi(app);
    const days = Array.from({ length: 5 }, (_, i) => `2026-07-0${i + 1}`);
    await api.insert(...days.map((day) => closed(`${day}T12:00Z`, { id: newId() })));
    await run('2026-07-01T10:00Z', '2026-07-06T09:00Z');
    const person = await api.person();
    const first = await person.get<{ items: Shown[]; nextCursor: string }>('/digests?limit=3');
    const rest = await person.get<{ items: Shown[]; nextCursor: null }>(
      `/digests?limit=3&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ periodEnd }) => periodEnd.slice(0, 10))).toEqual([
      '2026-07-06',
      '2026-07-05',
      '2026-07-04',
      '2026-07-03',
      '2026-07-02',
    ]);
    expect(rest.body.nextCursor).toBeNull();
    const path = `/v1/guilds/${api.guild.guildId}/digests`;
    expect((await call(app, 'GET', path, null)).status).toBe(401);
    expect(
      (await call(app, 'GET', path, await api.guild.moderator('700000000000000002', 'member'))).status,
    ).toBe(403);
    expect((await call(app, 'GET', `${path}?limit=0`, app.adminToken)).status).toBe(400);
    expect((await call(app, 'GET', `${path}?cursor=x`, app.adminToken)).status).toBe(400);
  });
});
