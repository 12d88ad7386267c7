import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject, Stream } from '#kernel';
import { Database } from '#platform';
import { TicketReader, TicketService } from '#tickets';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { createIntake, type TestIntake } from '../../support/intake.js';

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

const CRITICAL = { category: 'self_harm', severity: 'critical', confidence: 1 } as const;

interface Row {
  readonly id: string;
  readonly stream: Stream;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly breached: boolean;
  readonly pageAt: Date | null;
  readonly openedAt: Date;
}

function rowsOf(guildId: string): Promise<Row[]> {
  return database.query<Row>(
    `SELECT id, stream, version, sla_due_at AS "dueAt", sla_warn_at AS "warnAt", sla_breached AS breached,
       page_at AS "pageAt", opened_at AS "openedAt" FROM tickets WHERE guild_id = $1 ORDER BY number`,
    [guildId],
  );
}

function told(
  guildId: string,
): Promise<{ type: string; actor: string; payload: JsonObject; ticketId: string }[]> {
  return database.query(
    `SELECT type, actor_type || ':' || actor_id AS actor, payload, ticket_id AS "ticketId" FROM events
     WHERE guild_id = $1 AND (type LIKE 'ticket.sla_%' OR type LIKE 'ticket.page%') ORDER BY seq`,
    [guildId],
  );
}

const typesIn = async (guildId: string): Promise<string[]> => (await told(guildId)).map(({ type }) => type);

/** Moves what falls due on the guild's tickets, all in one statement: between two, a timer could fire. */
async function due(guildId: string, times: { warn?: string; due?: string; page?: string }): Promise<void> {
  const columns = Object.keys(times).map((name) => (name === 'page' ? 'page_at' : `sla_${name}_at`));
  const moved = columns.map((column, i) => `${column} = now() + $${i + 2}::interval`).join(', ');
  await database.query(`UPDATE tickets SET ${moved} WHERE guild_id = $1`, [guildId, ...Object.values(times)]);
}

async function open(count: number, over: object = {}): Promise<TestIntake> {
  const intake = await createIntake(app);
  for (let i = 0; i < count; i += 1) {
    await intake.accept({
      subject: { type: 'user', id: String(5n * 10n ** 17n + BigInt(i)), name: null },
      ...over,
    });
  }
  return intake;
}

describe('targets', () => {
  it("are those of the guild's settings, in the hours it is staffed", async () => {
    const intake = await createIntake(app);
    const { guildId } = intake.guild;
    const minutes = { low: 30, normal: 30, high: 30 };
    const sla = { targets: { review: { hours: 'always', minutes } }, warnAtPercent: 50 };
    await call(app, 'PUT', `/v1/guilds/${guildId}`, app.adminToken, { name: 'Quick', settings: { sla } });
    await intake.accept();
    const [first] = await rowsOf(guildId);
    expect(first!.dueAt!.getTime() - first!.openedAt.getTime()).toBe(30 * 60_000);
    expect(first!.warnAt!.getTime() - first!.openedAt.getTime()).toBe(15 * 60_000);

    const nobody = {
      monday: [],
      tuesday: [],
      wednesday: [],
      thursday: [],
      friday: [],
      saturday: [],
      sunday: [],
    };
    const closed = { targets: { review: { hours: 'staffed' } }, staffedHours: nobody };
    await call(app, 'PUT', `/v1/guilds/${guildId}`, app.adminToken, {
      name: 'Closed',
      settings: { sla: closed },
    });
    await intake.accept({ subject: { type: 'user', id: '500000000000000009', name: null } });
    expect((await rowsOf(guildId))[1]).toMatchObject({ dueAt: null, warnAt: null });
  });

  it('are warned of once, then missed once, and what was missed comes first', async () => {
    const { guild } = await open(3);
    const { guildId } = guild;
    const [, second] = await rowsOf(guildId);
    await database.query(`UPDATE tickets SET sla_warn_at = now() WHERE guild_id = $1 AND id = $2`, [
      guildId,
      second!.id,
    ]);
    await eventually(async () => expect(await typesIn(guildId)).toEqual(['ticket.sla_warned']));
    await database.query(`UPDATE tickets SET sla_due_at = now() WHERE guild_id = $1 AND id = $2`, [
      guildId,
      second!.id,
    ]);
    await eventually(async () => {
      expect(await typesIn(guildId)).toEqual(['ticket.sla_warned', 'ticket.sla_breached']);
    });
    expect((await told(guildId)).map(({ actor, ticketId }) => [actor, ticketId])).toEqual(
      [1, 2].map(() => ['system:timers', second!.id]),
    );
    const { items } = await app.app.get(TicketReader).page(guildId, null, {}, 'queue', 10);
    expect(items.map(({ slaBreached }) => slaBreached)).toEqual([true, false, false]);
    expect(items[0]!.id).toBe(second!.id);
  });

  it('that were missed while nobody was there are caught up on, each once and without a warning', async () => {
    const { guild } = await open(230);
    const { guildId } = guild;
    await due(guildId, { warn: '-2 hours', due: '-1 hour' });
    await eventually(async () => {
      expect((await rowsOf(guildId)).filter(({ breached }) => !breached)).toEqual([]);
    });
    const events = await told(guildId);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['ticket.sla_breached']));
    expect(new Set(events.map(({ ticketId }) => ticketId)).size).toBe(230);
    expect(events).toHaveLength(230);
  });
});

describe('pages', () => {
  it('go out with an escalated ticket, again when nobody looks, and again when it breaches', async () => {
    const { guild } = await open(1, CRITICAL);
    const { guildId } = guild;
    expect(await rowsOf(guildId)).toMatchObject([{ stream: 'escalation', version: 1 }]);
    expect(await told(guildId)).toMatchObject([
      { type: 'ticket.paged', payload: { cause: 'escalation', page: 1 } },
    ]);
    // Two times to page passed while nobody was there: one page makes up for both.
    await due(guildId, { page: '-25 minutes' });
    await eventually(async () => expect(await told(guildId)).toHaveLength(2));
    expect((await told(guildId))[1]).toMatchObject({ actor: 'system:timers', payload: { page: 2 } });
    await due(guildId, { due: '-1 second' });
    await eventually(async () => expect(await told(guildId)).toHaveLength(4));
    expect((await told(guildId)).slice(2)).toMatchObject([
      { type: 'ticket.sla_breached' },
      { type: 'ticket.paged', payload: { cause: 'breach', page: 1 } },
    ]);
  });

  it('end when somebody on staff has the ticket open', async () => {
    const { guild } = await open(1, CRITICAL);
    const { guildId } = guild;
    const [ticket] = await rowsOf(guildId);
    await look(guildId, ticket!.id, '600000000000000001');
    await due(guildId, { page: '-1 second' });
    await eventually(async () => {
      expect(await told(guildId)).toMatchObject([
        { type: 'ticket.paged' },
        { type: 'ticket.page_answered', payload: { by: 'viewer' } },
      ]);
    });
    expect(await rowsOf(guildId)).toMatchObject([{ pageAt: null }]);
  });

  it('I8: are not answered by somebody who is party to the ticket', async () => {
    const { guild } = await open(1, CRITICAL);
    const { guildId } = guild;
    const [ticket] = await rowsOf(guildId);
    await look(guildId, ticket!.id, '500000000000000000');
    await due(guildId, { page: '-1 second' });
    await eventually(async () => expect(await typesIn(guildId)).toEqual(['ticket.paged', 'ticket.paged']));
  });

  it('end when a person works on it, in the same change', async () => {
    const { guild } = await open(1, CRITICAL);
    const { guildId } = guild;
    const [ticket] = await rowsOf(guildId);
    const actor = { type: 'user', id: '600000000000000001', role: 'senior' } as const;
    await app.app
      .get(TicketService)
      .execute(guildId, ticket!.id, { type: 'claim' }, { actor, version: null });
    expect(await rowsOf(guildId)).toMatchObject([{ pageAt: null, version: 2 }]);
  });
});

async function look(guildId: string, ticketId: string, userId: string): Promise<void> {
  await database.query(
    `INSERT INTO ticket_viewers VALUES ($1, $2, $3, gen_random_uuid(), now() + interval '1 minute')`,
    [guildId, ticketId, userId],
  );
}
