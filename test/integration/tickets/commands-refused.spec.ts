import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { clientWith, personId, staffClient, type StaffClient } from '../../support/staff-client.js';
import { DECIDED, ESCALATED, ownedBy } from '../../support/ticket-factories.js';
import type { TicketSpec } from '../../support/ticket-rows.js';
import { createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let elsewhere: TicketsApi;
let mod: StaffClient;
let holder: StaffClient;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  elsewhere = await createTicketsApi(app);
  mod = await staffClient(app, api.guild, personId(1));
  holder = await staffClient(app, api.guild, personId(2), 'senior');
});
afterAll(() => app.close());

const SUBJECT = '500000000000000001';
const SOUND: Readonly<Record<string, Record<string, unknown>>> = {
  claim: {},
  renew: {},
  release: {},
  handover: { to: personId(2) },
  wait: { for: 'member' },
  escalate: { reason: 'R.' },
  deescalate: { reason: 'R.' },
  resolve: { outcome: 'no_violation', reason: 'R.' },
  reopen: { reason: 'R.' },
  note: { text: 'T.' },
  reply: { text: 'T.' },
  tag: { add: ['t'] },
  category: { category: 'scam' },
  priority: { priority: 1, reason: 'R.' },
  merge: { into: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11' },
  split: { signalIds: ['019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11'], title: 'T.', reason: 'R.' },
};
const COMMANDS = Object.keys(SOUND);
/** About who holds the ticket, or an addition: right whatever it has become. */
const WITHOUT_VERSION = ['claim', 'renew', 'release', 'note'];
const body = (command: string) => ({ version: 4, ...SOUND[command] });

async function aTicket(spec: TicketSpec = {}): Promise<string> {
  return (await api.insert({ subjectId: SUBJECT, ...spec }))[0]!.id;
}

async function expectUntouched(ticketId: string): Promise<void> {
  const [row] = await api.database.query<{ version: number; events: number }>(
    `SELECT t.version, (SELECT count(*)::int FROM events e WHERE e.ticket_id = t.id) AS events
     FROM tickets t WHERE t.id = $1`,
    [ticketId],
  );
  expect(row).toEqual({ version: 4, events: 0 });
}

describe('every command is refused, and nothing happens:', () => {
  it.each(COMMANDS)('%s without a login, as a member, with the token of another guild', async (command) => {
    const ticketId = await aTicket();
    const member = await staffClient(app, api.guild, personId(10), 'member');
    const { guildId } = api.guild;
    for (const [who, status, code] of [
      [clientWith(app, guildId, null), 401, 'unauthenticated'],
      [clientWith(app, guildId, elsewhere.guild.adminToken), 401, 'unauthenticated'],
      [member, 403, 'not_allowed'],
    ] as const) {
      const answer = await who.give(ticketId, command, body(command));
      expect(answer).toMatchObject({ status, body: { status, code } });
      expect(answer.body).not.toHaveProperty('ticket');
    }
    await expectUntouched(ticketId);
  });

  it.each(COMMANDS)(
    '%s of a ticket of another guild, of one that is hidden (I8), of none: all alike',
    async (command) => {
      const [foreign] = await elsewhere.insert({});
      const hidden = await aTicket({ subjectId: mod.id });
      const answers = await Promise.all(
        [foreign!.id, hidden, '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11', '999999', 'nothing'].map((name) =>
          mod.give(name, command, body(command)),
        ),
      );
      const told = answers.map(({ status, body: problem }) => {
        const { instance: _instance, correlationId: _id, ...rest } = problem as Record<string, unknown>;
        return { status, ...rest };
      });
      expect(told[0]).toMatchObject({ status: 404, code: 'unknown_ticket' });
      expect(told).toEqual(told.map(() => told[0]));
      await expectUntouched(hidden);
    },
  );

  it.each(COMMANDS.filter((command) => !['split', 'merge'].includes(command)))(
    'I6: %s on a version that moved, with the ticket as it is',
    async (command) => {
      const standing: Readonly<Record<string, TicketSpec>> = {
        deescalate: ESCALATED,
        reopen: DECIDED,
        claim: {},
        renew: ownedBy(mod.id, 10_000_000),
      };
      const ticketId = await aTicket(standing[command] ?? ownedBy(mod.id, 10_000_000));
      const answer = await mod.give(ticketId, command, { ...body(command), version: 3 });
      expect(answer.get('content-type')).toBe('application/problem+json');
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'version_moved', expected: 3, actual: 4, ticket: { id: ticketId, version: 4 } },
      });
      const { body: page } = await mod.read(`/tickets/${ticketId}`).expect(200);
      expect(page).toMatchObject((answer.body as { ticket: object }).ticket);
      await expectUntouched(ticketId);
    },
  );

  it.each(['wait', 'escalate', 'resolve', 'reply'])(
    'I5: %s on what someone else holds, with the name of who does',
    async (command) => {
      const ticketId = await aTicket(ownedBy(holder.id, 10_000_000));
      const answer = await mod.give(ticketId, command, body(command));
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'claimed_by_other', ownerId: holder.id, ticket: { ownerId: holder.id } },
      });
      await expectUntouched(ticketId);
    },
  );

  it.each(COMMANDS)('%s with what it does not know, or with a version that is none', async (command) => {
    const ticketId = await aTicket();
    const wrong: [object, string][] = [
      [{ ...body(command), by: 'me' }, 'by'],
      [{ ...body(command), __proto__x: 1 }, '__proto__x'],
      ...['4', 0, -1, 4.5, 2_147_483_648, null, [4], {}].map((version): [object, string] => [
        { ...body(command), version },
        'version',
      ]),
    ];
    for (const [sent, path] of wrong) {
      const answer = await mod.give(ticketId, command, sent);
      expect({ sent, status: answer.status, body: answer.body as object }).toMatchObject({
        status: 400,
        body: { code: 'invalid_body', errors: [{ path }] },
      });
    }
    await expectUntouched(ticketId);
  });

  it.each(COMMANDS)('%s with a body that is too large', async (command) => {
    const ticketId = await aTicket();
    const sent = JSON.stringify({ ...body(command), reason: 'x'.repeat(1024 * 1024) });
    const { body: problem } = await mod.give(ticketId, command, sent).expect(413);
    expect(problem).toMatchObject({ code: 'body_too_large' });
    await expectUntouched(ticketId);
  });

  it.each(COMMANDS.filter((command) => !WITHOUT_VERSION.includes(command)))(
    '%s without the version it was decided on',
    async (command) => {
      const ticketId = await aTicket();
      const { body: problem } = await mod.give(ticketId, command, SOUND[command]).expect(400);
      expect(problem).toMatchObject({ errors: [{ path: 'version' }] });
      await expectUntouched(ticketId);
    },
  );
});

describe('what needs no version', () => {
  it.each(WITHOUT_VERSION)('%s is done on the ticket as it is', async (command) => {
    const ticketId = await aTicket(command === 'claim' ? {} : ownedBy(mod.id, 10_000_000));
    await mod.give(ticketId, command, SOUND[command]).expect(200);
    if (command === 'note') return;
    await mod.give(await aTicket(ownedBy(mod.id, 10_000_000)), command).expect(200);
  });

  it('a claim, a heartbeat and a release that are sent again do no harm', async () => {
    const ticketId = await aTicket();
    const owner = async (command: string) =>
      ((await mod.give(ticketId, command).expect(200)).body as { ownerId: string | null }).ownerId;
    expect([await owner('claim'), await owner('claim')]).toEqual([mod.id, mod.id]);
    expect([await owner('renew'), await owner('renew')]).toEqual([mod.id, mod.id]);
    expect([await owner('release'), await owner('release')]).toEqual([null, null]);
  });

  it('a note that is sent again on the version that was seen is written once', async () => {
    const ticketId = await aTicket();
    await mod.give(ticketId, 'note', { version: 4, text: 'Once.' }).expect(200);
    const { body: problem } = await mod.give(ticketId, 'note', { version: 4, text: 'Once.' }).expect(409);
    expect(problem).toMatchObject({ code: 'version_moved', ticket: { version: 5 } });
  });
});

describe('a list within a body', () => {
  const warn = { type: 'warn', subjectId: SUBJECT };
  it.each<[string, object, string]>([
    ['resolve', { outcome: 'actioned', reason: 'R.', actions: [[warn]] }, 'actions'],
    ['resolve', { outcome: 'actioned', reason: 'R.', actions: [null] }, 'actions'],
    ['resolve', { outcome: 'actioned', reason: 'R.', actions: ['warn'] }, 'actions'],
    ['resolve', { outcome: 'actioned', reason: 'R.', actions: { 0: warn, length: 1 } }, 'actions'],
    ['tag', { add: [['t']] }, 'add'],
    ['tag', { remove: [null] }, 'remove'],
    ['split', { ...SOUND['split'], signalIds: [['019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11']] }, 'signalIds'],
  ])('of %s holds what it is a list of: %j', async (command, sent, path) => {
    const ticketId = await aTicket();
    const { body: problem } = await mod.give(ticketId, command, { version: 4, ...sent }).expect(400);
    const { errors } = problem as { errors: { path: string }[] };
    expect(errors[0]!.path).toMatch(new RegExp(String.raw`^${path}(\[0\])?$`));
    await expectUntouched(ticketId);
  });

  it('may take off tags that a rule gave, of a form that people do not give', async () => {
    const long = `a${'-b'.repeat(19)}`;
    const ticketId = await aTicket({ tags: [long, 'kept'] });
    const { body: ticket } = await mod.give(ticketId, 'tag', { version: 4, remove: [long] }).expect(200);
    expect(ticket).toMatchObject({ tags: ['kept'] });
  });
});
