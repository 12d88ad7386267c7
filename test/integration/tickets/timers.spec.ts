import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { TicketService } from '#tickets';
import { startTestApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { createIntake } from '../../support/intake.js';

const MODERATOR: Actor = { type: 'user', id: '300000000000000001', role: 'moderator' };

/** Two whole processes on one database, both with every role: each timer has two who could fire it. */
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

interface Row {
  readonly id: string;
  readonly status: string;
  readonly ownerId: string | null;
  readonly waitUntil: Date | null;
}

async function open(count: number): Promise<{ guildId: string; ids: string[] }> {
  const { accept, guild } = await createIntake(app);
  const receipts = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      accept({ subject: { type: 'user', id: String(5n * 10n ** 17n + BigInt(i)), name: null } }),
    ),
  );
  return { guildId: guild.guildId, ids: receipts.map(({ ticketId }) => ticketId) };
}

function rowsOf(guildId: string): Promise<Row[]> {
  return database.query<Row>(
    `SELECT id, status, owner_id AS "ownerId", wait_until AS "waitUntil" FROM tickets WHERE guild_id = $1 ORDER BY number`,
    [guildId],
  );
}

function eventsOf(
  guildId: string,
  type: string,
): Promise<{ actor: string; payload: object; at: Date; ticketId: string }[]> {
  return database.query(
    `SELECT actor_type || ':' || actor_id AS actor, payload, at, ticket_id AS "ticketId" FROM events
     WHERE guild_id = $1 AND type = $2 ORDER BY seq`,
    [guildId, type],
  );
}

describe('waking', () => {
  it('wakes a ticket once, soon after its time', async () => {
    const { guildId, ids } = await open(1);
    const until = new Date(Date.now() + 1_000);
    await app.app
      .get(TicketService)
      .execute(
        guildId,
        ids[0]!,
        { type: 'wait', for: 'time', until, reason: null },
        { actor: MODERATOR, version: null },
      );
    await eventually(async () =>
      expect(await rowsOf(guildId)).toMatchObject([{ status: 'open', waitUntil: null }]),
    );
    const events = await eventsOf(guildId, 'ticket.woken');
    expect(events).toMatchObject([{ actor: 'system:timers', payload: { cause: 'time', waitedFor: 'time' } }]);
    const lateMs = events[0]!.at.getTime() - until.getTime();
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(2_500);
  });

  it('catches up on everything that fell due while nobody was there, each once', async () => {
    const { guildId, ids } = await open(450);
    await database.query(
      `UPDATE tickets SET status = 'waiting', wait_for = 'time', wait_until = now() - interval '1 hour' WHERE guild_id = $1`,
      [guildId],
    );
    await eventually(async () => {
      const rows = await rowsOf(guildId);
      expect(rows.filter(({ status }) => status !== 'open')).toEqual([]);
    });
    const woken = await eventsOf(guildId, 'ticket.woken');
    expect(new Set(woken.map(({ ticketId }) => ticketId)).size).toBe(ids.length);
    expect(woken).toHaveLength(ids.length);
  });

  it('is not held up by a ticket that can’t be woken', async () => {
    const { guildId, ids } = await open(1);
    await database.query(
      `INSERT INTO tickets SELECT (jsonb_populate_record(t, jsonb_build_object(
         'guild_id', '999999999999999999', 'status', 'waiting', 'wait_for', 'time', 'wait_until', now() - interval '2 hours'))).*
       FROM tickets t WHERE t.guild_id = $1`,
      [guildId],
    );
    const until = new Date(Date.now() + 300);
    await app.app
      .get(TicketService)
      .execute(
        guildId,
        ids[0]!,
        { type: 'wait', for: 'member', until, reason: null },
        { actor: MODERATOR, version: null },
      );
    await eventually(async () => expect(await rowsOf(guildId)).toMatchObject([{ status: 'open' }]));
    await database.query(`DELETE FROM tickets WHERE guild_id = '999999999999999999'`);
  });
});

describe('claim expiry', () => {
  it('shows within fifteen seconds that a claim ran out, once', async () => {
    const { guildId, ids } = await open(3);
    for (const id of ids) {
      await app.app
        .get(TicketService)
        .execute(guildId, id, { type: 'claim' }, { actor: MODERATOR, version: null });
    }
    const [first, second] = ids;
    await database.query(
      `UPDATE tickets SET claim_expires_at = now() - interval '1 minute' WHERE guild_id = $1 AND id IN ($2, $3)`,
      [guildId, first, second],
    );
    await database.query(
      `UPDATE claims SET expires_at = now() - interval '1 minute' WHERE guild_id = $1 AND ticket_id IN ($2, $3)`,
      [guildId, first, second],
    );
    await eventually(async () => {
      expect((await rowsOf(guildId)).map(({ ownerId }) => ownerId)).toEqual([null, null, MODERATOR.id]);
    });
    const expired = await eventsOf(guildId, 'ticket.claim_expired');
    expect(expired).toHaveLength(2);
    expect(expired[0]).toMatchObject({ actor: 'system:timers', payload: { previousOwnerId: MODERATOR.id } });
    expect(await database.query('SELECT 1 FROM claims WHERE guild_id = $1', [guildId])).toHaveLength(1);
  });
});
