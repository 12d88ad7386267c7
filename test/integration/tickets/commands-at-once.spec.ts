import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { startTestApi, type TestApp } from '../../support/app.js';
import { personId, staffClient, type StaffClient } from '../../support/staff-client.js';
import { createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

const PEOPLE = 50;

let app: TestApp;
let api: TicketsApi;
let people: StaffClient[];

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, i) => staffClient(app, api.guild, personId(i))),
  );
});
afterAll(() => app.close());

async function aTicket(): Promise<string> {
  return (await api.insert({ version: 1 }))[0]!.id;
}

async function allAtOnce(ticketId: string, command: string, bodyOf: (i: number) => object) {
  const answers = await Promise.all(people.map((person, i) => person.give(ticketId, command, bodyOf(i))));
  const won = answers.filter(({ status }) => status === 200);
  const lost = answers.filter(({ status }) => status !== 200);
  expect(won).toHaveLength(1);
  expect(lost).toHaveLength(PEOPLE - 1);
  return { answers, won: won[0]!, lost };
}

const eventsOf = (ticketId: string) =>
  api.database.query<{ type: string; actor: string; version: number }>(
    'SELECT type, actor_id AS actor, ticket_version AS version FROM events WHERE ticket_id = $1 ORDER BY seq',
    [ticketId],
  );
const winnerOf = (answers: readonly Response[]) => people[answers.findIndex(({ status }) => status === 200)]!;

describe('50 people, each with a client and a token of their own', () => {
  it.each([
    ['on the version that all of them saw', { version: 1 }],
    ['whatever the ticket has become', {}],
  ])('I5: who claim at once %s: one has it, 49 are told who', async (_how, body) => {
    const ticketId = await aTicket();
    const { answers, won, lost } = await allAtOnce(ticketId, 'claim', () => body);
    const owner = winnerOf(answers).id;
    expect(won.body).toMatchObject({ ownerId: owner, version: 2 });
    for (const { status, body: problem } of lost) {
      expect({ status, problem }).toMatchObject({
        status: 409,
        problem: { code: 'already_claimed', ownerId: owner, ticket: { ownerId: owner, version: 2 } },
      });
    }
    expect(await eventsOf(ticketId)).toEqual([{ type: 'ticket.claimed', actor: owner, version: 2 }]);
    const claims = await api.database.query('SELECT owner_id FROM claims WHERE ticket_id = $1', [ticketId]);
    expect(claims).toEqual([{ owner_id: owner }]);
  });

  it('I6: who decide on the same version at once: one did, 49 did nothing and see what it became', async () => {
    const ticketId = await aTicket();
    const { answers, lost } = await allAtOnce(ticketId, 'resolve', (i) => ({
      version: 1,
      outcome: 'actioned',
      reason: `Decided by ${i}.`,
      actions: [{ type: 'warn', subjectId: '500000000000000001' }],
    }));
    const decider = winnerOf(answers).id;
    for (const { status, body } of lost) {
      expect({ status, body }).toMatchObject({
        status: 409,
        body: {
          code: 'version_moved',
          expected: 1,
          actual: 2,
          ticket: { version: 2, status: 'resolved', resolvedById: decider },
        },
      });
    }
    expect(await eventsOf(ticketId)).toEqual([
      { type: 'ticket.resolved', actor: decider, version: 2 },
      { type: 'ticket.action_recorded', actor: decider, version: 2 },
    ]);
    const actions = await api.database.query('SELECT decided_by FROM actions WHERE ticket_id = $1', [
      ticketId,
    ]);
    expect(actions).toEqual([{ decided_by: decider }]);
  });

  it('I4: who only add something all do, each with a version of their own', async () => {
    const ticketId = await aTicket();
    const answers = await Promise.all(
      people.map((person) => person.give(ticketId, 'note', { text: `Seen by ${person.id}.` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    const versions = answers.map(({ body }: { body: { version: number } }) => body.version);
    expect(versions.toSorted((a, b) => a - b)).toEqual(people.map((_, i) => i + 2));
    const events = await eventsOf(ticketId);
    expect(events.map(({ version }) => version)).toEqual(people.map((_, i) => i + 2));
    expect(new Set(events.map(({ actor }) => actor)).size).toBe(PEOPLE);
  });

  it('I6: a claim that ran out is of no use, however quickly its holder decides', async () => {
    const ticketId = await aTicket();
    const holder = people[0]!;
    await holder.give(ticketId, 'claim').expect(200);
    await api.database.query(
      `UPDATE tickets SET claim_expires_at = now() - interval '1 second' WHERE guild_id = $1 AND id = $2`,
      [api.guild.guildId, ticketId],
    );
    const { body } = await holder
      .give(ticketId, 'escalate', { version: 2, reason: 'It is worse than that.' })
      .expect(409);
    expect(body).toMatchObject({ code: 'claim_lost', ticket: { ownerId: null, status: 'open', version: 2 } });
    expect(await eventsOf(ticketId)).toHaveLength(1);
  });
});
