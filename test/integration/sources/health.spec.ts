import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { SourceTraffic } from '#sources';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { createGuild, type TestGuild } from '../../support/guild.js';
import { HealthWatch } from '../../../src/sources/health/health-watch.js';

interface Health {
  readonly state: string;
  readonly since: string;
  readonly explanation: string;
}
interface Shown {
  readonly health: Health | null;
  readonly hours: readonly { readonly hour: string; readonly accepted: number; readonly refused: number }[];
}

let app: TestApp;
let database: Database;
let guild: TestGuild;

beforeAll(async () => {
  // No worker, so that nobody looks but this test.
  app = await startTestApp({ roles: new Set(['api'] as const) });
  database = app.app.get(Database);
  guild = await createGuild(app);
});
afterAll(() => app.close());

const look = (): Promise<void> =>
  app.app.get(HealthWatch).run({ from: new Date(), to: new Date() }, new AbortController().signal);

async function healthOf(id: string, token = guild.adminToken): Promise<Shown> {
  const { body } = await call(app, 'GET', `/v1/guilds/${guild.guildId}/sources/${id}/health`, token);
  return body as unknown as Shown;
}

/** Three signals in each of so many hours, every `every` hours, the last of them so long ago. */
async function history(id: string, hours: number, every: number, agoHours: number): Promise<void> {
  await database.query(
    `INSERT INTO source_hours (guild_id, source_id, hour, accepted, last_accepted_at)
     SELECT $1, $2, date_trunc('hour', at), 3, at FROM generate_series(0, $3::int - 1) n,
       LATERAL (SELECT now() - make_interval(hours => $5::int + n * $4::int) AS at) x`,
    [guild.guildId, id, hours, every, agoHours],
  );
}

describe("a source's health", () => {
  it('is unknown before anyone looked, and shows what was counted', async () => {
    const { id, token } = await guild.source();
    const path = `/v1/guilds/${guild.guildId}/signals`;
    const subject = { type: 'user', id: '100000000000000001' };
    const good = { kind: 'flag', category: 'spam', subject, text: 'x' };
    for (const body of [good, good, { nonsense: true }]) await call(app, 'POST', path, token, body);
    await call(app, 'POST', `${path}/batch`, token, { signals: [good, 'broken', 'broken'] });
    await app.app.get(SourceTraffic).flush();
    const shown = await healthOf(id);
    expect(shown.health).toBeNull();
    const sum = (of: 'accepted' | 'refused'): number => shown.hours.reduce((all, hour) => all + hour[of], 0);
    expect([sum('accepted'), sum('refused')]).toEqual([3, 3]);
    await look();
    expect((await healthOf(id)).health).toMatchObject({ state: 'ok' });
  });

  it('adds up what several processes count', async () => {
    const { id } = await guild.source();
    const source = { guildId: guild.guildId, id };
    const traffic = app.app.get(SourceTraffic);
    for (let i = 0; i < 3; i += 1) {
      traffic.accepted(source);
      traffic.refused(source, 2);
      await traffic.flush();
    }
    const { hours } = await healthOf(id);
    expect(hours.reduce((all, { accepted, refused }) => all + accepted * 100 + refused, 0)).toBe(306);
  });

  it.each<[string, number, number, number, string]>([
    ['sends every hour and did', 200, 1, 1, 'ok'],
    ['sends every hour and stopped', 200, 1, 8, 'silent'],
    ['sends every twelve hours', 30, 12, 20, 'ok'],
    ['sends every twelve hours and stopped', 30, 12, 30, 'silent'],
    ['has hardly sent', 4, 1, 200, 'ok'],
  ])('of one that %s', async (_what, hours, every, ago, state) => {
    const { id } = await guild.source();
    await history(id, hours, every, ago);
    await look();
    expect((await healthOf(id)).health).toMatchObject({ state, explanation: expect.any(String) });
  });

  it('fails and bursts, and is since when it was so, however often one looks', async () => {
    const { id } = await guild.source();
    await history(id, 100, 1, 3);
    const traffic = app.app.get(SourceTraffic);
    const source = { guildId: guild.guildId, id };
    for (let i = 0; i < 200; i += 1) traffic.accepted(source);
    await traffic.flush();
    await look();
    const first = (await healthOf(id)).health;
    expect(first).toMatchObject({ state: 'bursting' });
    await Promise.all([look(), look()]);
    expect((await healthOf(id)).health).toMatchObject({ state: 'bursting', since: first!.since });
    traffic.refused(source, 500);
    await traffic.flush();
    await look();
    const second = (await healthOf(id)).health;
    expect(second!.state).toBe('failing');
    expect(Date.parse(second!.since)).toBeGreaterThan(Date.parse(first!.since));
    expect(second!.explanation).toMatch(/^Of the 70\d signals of the last two hours 500 were refused/);
  });

  it('is in the list and in the metrics, and not that of a source that is not let in', async () => {
    const { id } = await guild.source();
    await look();
    const path = `/v1/guilds/${guild.guildId}/sources`;
    const listed = async (): Promise<Health | null | undefined> => {
      const { body } = await call(app, 'GET', `${path}?limit=100`, guild.adminToken);
      const { items } = body as unknown as { items: { id: string; health: Health | null }[] };
      return items.find((item) => item.id === id)?.health;
    };
    expect(await listed()).toMatchObject({ state: 'ok' });
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/^docket_sources\{state="ok"\} [1-9]/m);
    expect(metrics).toMatch(/^docket_sources\{state="failing"\} \d/m);
    await call(app, 'PATCH', `${path}/${id}`, guild.adminToken, { status: 'suspended' });
    await look();
    expect(await listed()).toBeNull();
  });

  it('is forgotten after four weeks', async () => {
    const { id } = await guild.source();
    await history(id, 5, 24, 26 * 24);
    await look();
    expect((await healthOf(id)).hours).toHaveLength(2);
  });

  it('is there for staff alone', async () => {
    const { id } = await guild.source();
    const path = `/v1/guilds/${guild.guildId}/sources/${id}/health`;
    expect((await call(app, 'GET', path, null)).status).toBe(401);
    const member = await guild.moderator('700000000000000003', 'member');
    expect((await call(app, 'GET', path, member)).status).toBe(403);
    const other = await createGuild(app);
    expect((await call(app, 'GET', path, other.adminToken)).status).toBe(401);
    const unknown = `/v1/guilds/${guild.guildId}/sources/123/health`;
    expect((await call(app, 'GET', unknown, guild.adminToken)).status).toBe(404);
  });
});
