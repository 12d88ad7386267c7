import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { TicketService } from '#tickets';
import { startTestApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { createIntake } from '../../support/intake.js';

const MODERATOR: Actor = { type: 'user', id: '300000000000000001', role: 'moderator' };
const WAIT = { type: 'wait', for: 'member', until: null, reason: 'Asked for a picture.' } as const;

/** Two whole processes on one database: each timer has two who could fire it. */
let app: TestApp;
let other: TestApp;
let database: Database;

beforeAll(async () => {
  app = await startTestApp();
  other = await startTestApp({}, app.databaseUrl);
  database = app.app.get(Database);
});

afterAll(async () => {
  await other.close();
  await app.close();
});

interface Told {
  readonly type: string;
  readonly actor: string;
  readonly payload: Record<string, unknown>;
}

async function waiting(count: number): Promise<{ guildId: string; ids: string[] }> {
  const { accept, guild } = await createIntake(app);
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const id = String(5n * 10n ** 17n + BigInt(i));
    const member = { id, name: null };
    const { ticketId } = await accept({
      kind: 'request',
      category: 'support',
      subject: { type: 'user', ...member },
      reporter: member,
    });
    await app.app
      .get(TicketService)
      .execute(guild.guildId, ticketId, WAIT, { actor: MODERATOR, version: null });
    ids.push(ticketId);
  }
  return { guildId: guild.guildId, ids };
}

function told(guildId: string): Promise<Told[]> {
  return database.query(
    `SELECT type, actor_type || ':' || actor_id AS actor, payload FROM events WHERE guild_id = $1
     AND type IN ('ticket.reminded', 'ticket.resolved', 'ticket.reopened') ORDER BY seq`,
    [guildId],
  );
}

const pass = (guildId: string, days: number): Promise<unknown> =>
  database.query(
    `UPDATE tickets SET stale_at = stale_at - make_interval(days => $2), reminded_at = reminded_at - make_interval(days => $2)
     WHERE guild_id = $1`,
    [guildId, days],
  );

describe('a ticket that waits for a member', () => {
  it('is reminded of and then closed, each once, and no sooner than it should', async () => {
    const { guildId } = await waiting(20);
    const [row] = await database.query<{ days: number }>(
      `SELECT (extract(epoch FROM stale_at - updated_at) / 86400)::int AS days FROM tickets WHERE guild_id = $1 LIMIT 1`,
      [guildId],
    );
    expect(row!.days).toBe(3);
    // Both times pass while nobody is there; the member still gets all the days after the reminder.
    await pass(guildId, 30);
    await eventually(async () => expect(await told(guildId)).toHaveLength(20), 30_000);
    expect(new Set((await told(guildId)).map(({ type, actor }) => `${type} ${actor}`))).toEqual(
      new Set(['ticket.reminded system:timers']),
    );
    await pass(guildId, 5);
    await eventually(async () => expect(await told(guildId)).toHaveLength(40), 30_000);
    expect((await told(guildId)).slice(20)).toEqual(
      Array.from({ length: 20 }, () => ({
        type: 'ticket.resolved',
        actor: 'system:timers',
        payload: {
          stream: 'support',
          status: 'resolved',
          outcome: 'answered',
          actions: 0,
          cause: 'no_answer',
        },
      })),
    );
  });

  it('begins anew when the member answers', async () => {
    const { guildId, ids } = await waiting(1);
    await pass(guildId, 3);
    await eventually(
      async () => expect(await told(guildId)).toMatchObject([{ type: 'ticket.reminded' }]),
      30_000,
    );
    const tickets = app.app.get(TicketService);
    const timers = { actor: { type: 'system', id: 'member' }, version: null } as const;
    await tickets.execute(guildId, ids[0]!, { type: 'wake', cause: 'reply' }, timers);
    expect(
      await database.query(`SELECT stale_at, reminded_at FROM tickets WHERE guild_id = $1`, [guildId]),
    ).toEqual([{ stale_at: null, reminded_at: null }]);
    await tickets.execute(guildId, ids[0]!, WAIT, { actor: MODERATOR, version: null });
    const rows = await database.query<{ reminded_at: Date | null; later: boolean }>(
      `SELECT reminded_at, stale_at > now() + interval '2 days' AS later FROM tickets WHERE guild_id = $1`,
      [guildId],
    );
    expect(rows).toEqual([{ reminded_at: null, later: true }]);
  });
});
