import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, newSnowflake } from '#kernel';
import { startTestApi, type TestApp } from '../../support/app.js';
import { DECIDED, ESCALATED, ownedBy, WAITING } from '../../support/ticket-factories.js';
import type { TicketSpec } from '../../support/ticket-rows.js';
import { type Caller, createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let moderator: Caller;
let colleague: Caller;
let senior: Caller;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  moderator = await api.person();
  colleague = await api.person();
  senior = await api.person('senior');
});
afterAll(() => app.close());

/** Version 4, open, in review, claimed by nobody; a year from now no claim of it has run out. */
async function aTicket(spec: TicketSpec = {}): Promise<{ id: string; number: number }> {
  const [ticket] = await api.insert(spec);
  return ticket!;
}
const heldBy = ({ id }: Caller): TicketSpec => ownedBy(id, 10_000_000);
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString();
const VIOLATION = { version: 4, outcome: 'no_violation', reason: 'All fine.' };

type Body = Record<string, unknown>;
type BodyFor = () => Body;

describe('a command does its work and answers the ticket:', () => {
  it.each<[string, TicketSpec | (() => TicketSpec), Body | BodyFor | undefined, Body | BodyFor]>([
    ['claim', {}, undefined, () => ({ ownerId: moderator.id })],
    ['claim', {}, {}, () => ({ ownerId: moderator.id })],
    ['claim', {}, { version: 4 }, () => ({ ownerId: moderator.id })],
    ['claim', () => ownedBy(colleague.id, -1), undefined, () => ({ ownerId: moderator.id })],
    ['renew', () => ({ ...heldBy(moderator) }), undefined, () => ({ version: 4, ownerId: moderator.id })],
    ['release', () => heldBy(moderator), { version: 4 }, { ownerId: null, claimExpiresAt: null }],
    [
      'handover',
      () => heldBy(moderator),
      () => ({ version: 4, to: colleague.id }),
      () => ({ ownerId: colleague.id }),
    ],
    ['wait', {}, { version: 4, for: 'member' }, { status: 'waiting', waitFor: 'member', waitUntil: null }],
    [
      'wait',
      ESCALATED,
      { version: 4, for: 'time', until: IN_A_WEEK, reason: 'On holiday.' },
      { status: 'waiting', waitFor: 'time', waitUntil: IN_A_WEEK },
    ],
    [
      'escalate',
      () => heldBy(moderator),
      { version: 4, reason: 'It is worse.' },
      { stream: 'escalation', status: 'escalated', ownerId: null },
    ],
    ['deescalate', ESCALATED, { version: 4, reason: 'It is not.' }, { stream: 'review', status: 'open' }],
    [
      'resolve',
      {},
      VIOLATION,
      { status: 'resolved', outcome: 'no_violation', resolutionReason: 'All fine.' },
    ],
    [
      'resolve',
      WAITING,
      () => ({
        version: 4,
        outcome: 'actioned',
        reason: 'Twice warned.',
        actions: [
          { type: 'warn', subjectId: '500000000000000001' },
          {
            type: 'ban',
            subjectId: '500000000000000001',
            reason: 'Again.',
            durationSeconds: 86_400,
            carriedOutBy: colleague.id,
          },
        ],
      }),
      { status: 'resolved', outcome: 'actioned' },
    ],
    [
      'reopen',
      DECIDED,
      { version: 4, reason: 'New facts.' },
      { status: 'open', outcome: null, resolvedAt: null },
    ],
    ['note', DECIDED, { text: 'Look out.' }, { status: 'resolved' }],
    ['note', {}, { text: 'Look out.', version: 4 }, {}],
    ['reply', { status: 'waiting', waitFor: 'staff' }, { version: 4, text: 'Hello!' }, { status: 'open' }],
    [
      'tag',
      { tags: ['old', 'kept'] },
      { version: 4, add: ['new'], remove: ['old'] },
      { tags: ['kept', 'new'] },
    ],
    ['category', {}, { version: 4, category: 'scam' }, { category: 'scam' }],
    ['priority', {}, { version: 4, priority: 77, reason: 'I know them.' }, { priority: 77 }],
  ])('%s of %j with %j', async (command, spec, body, expected) => {
    const { id, number } = await aTicket(typeof spec === 'function' ? spec() : spec);
    const sent = typeof body === 'function' ? body() : body;
    const answer = await moderator.post(`/tickets/${number}/${command}`, sent);
    expect(answer.status).toBe(200);
    const isUnchanged = command === 'renew';
    expect(answer.body).toMatchObject({
      id,
      number,
      version: isUnchanged ? 4 : 5,
      ...(typeof expected === 'function' ? expected() : expected),
    });
    const { body: page } = await moderator.get(`/tickets/${id}`);
    expect(page).toMatchObject(answer.body);
  });

  it('merge, with the ticket that took it over', async () => {
    const [one, two] = await api.insert({}, {});
    const { status, body } = await moderator.post(`/tickets/${one!.id}/merge`, {
      version: 4,
      into: two!.number,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: one!.id,
      outcome: 'duplicate',
      mergedIntoId: two!.id,
      into: { id: two!.id, version: 5, signalCount: 2 },
    });
  });

  it('split, with the ticket that was split off', async () => {
    const { id } = await aTicket({ signalCount: 2 });
    const signalIds = [newId(), newId()];
    await api.database.query(
      `INSERT INTO signals SELECT guild_id, s.id, now(), t.id, 's', NULL, 'flag', 'spam', 'low', 1, 'user', 'x', NULL,
         NULL, NULL, 'text', NULL, NULL, '[]', '[]', now(), 'k', NULL, '{}', '{}', '{}'
       FROM tickets t, unnest($3::uuid[]) s(id) WHERE t.guild_id = $1 AND t.id = $2`,
      [api.guild.guildId, id, signalIds],
    );
    const { status, body } = await moderator.post(`/tickets/${id}/split`, {
      version: 4,
      signalIds: [signalIds[1]],
      title: 'Something else',
      reason: 'Two things.',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, version: 5, signalCount: 1 });
    expect(body['splitOff']).toMatchObject({ title: 'Something else', signalCount: 1, version: 1 });
  });
});

describe('a command that is refused', () => {
  it.each<[string, string, TicketSpec | (() => TicketSpec), Body, number, string]>([
    ['on a version that moved', 'resolve', {}, { ...VIOLATION, version: 3 }, 409, 'version_moved'],
    ['on another one’s claim', 'claim', () => heldBy(colleague), {}, 409, 'already_claimed'],
    ['on what another one works on', 'resolve', () => heldBy(colleague), VIOLATION, 409, 'claimed_by_other'],
    ['after its claim was lost', 'resolve', () => ownedBy(moderator.id, -1), VIOLATION, 409, 'claim_lost'],
    ['for a heartbeat without a claim', 'renew', {}, {}, 409, 'claim_lost'],
    ['in the wrong status', 'deescalate', {}, { version: 4, reason: 'r' }, 409, 'illegal_move'],
    ['on what is resolved', 'claim', DECIDED, {}, 409, 'illegal_move'],
    ['into itself', 'merge', {}, { version: 4, into: 'ITSELF' }, 409, 'merge_into_itself'],
    ['for an outcome of appeals', 'resolve', {}, { ...VIOLATION, outcome: 'upheld' }, 400, 'wrong_outcome'],
    [
      'for actions without their outcome',
      'resolve',
      {},
      { ...VIOLATION, actions: [{ type: 'warn', subjectId: '500000000000000001' }] },
      400,
      'actions_need_outcome',
    ],
    [
      'for a time that is past',
      'wait',
      {},
      { version: 4, for: 'time', until: '2020-01-01T00:00:00Z' },
      400,
      'bad_until',
    ],
  ])('%s carries the ticket as it is (I6)', async (_why, command, spec, body, status, code) => {
    const given = typeof spec === 'function' ? spec() : spec;
    const { id } = await aTicket(given);
    const sent = body['into'] === 'ITSELF' ? { ...body, into: id } : body;
    const answer = await moderator.post(`/tickets/${id}/${command}`, sent);
    expect(answer).toMatchObject({ status, body: { status, code, ticketId: id } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { body: page } = await moderator.get(`/tickets/${id}`);
    expect(page).toMatchObject(answer.body['ticket'] as Body);
    expect(page['version']).toBe(4);
  });

  it('I5: tells who was first', async () => {
    const { id } = await aTicket();
    await colleague.post(`/tickets/${id}/claim`);
    const { body } = await moderator.post(`/tickets/${id}/claim`, { version: 4 });
    expect(body).toMatchObject({
      code: 'already_claimed',
      ownerId: colleague.id,
      ticket: { ownerId: colleague.id, version: 5 },
    });
    const overridden = await senior.post(`/tickets/${id}/release`, { version: 5 });
    expect(overridden).toMatchObject({ status: 200, body: { ownerId: null } });
  });

  it('hands nothing over to who is not on staff, or is party to the ticket', async () => {
    const { id } = await aTicket({ subjectId: senior.id, ...heldBy(moderator) });
    const stranger = await moderator.post(`/tickets/${id}/handover`, {
      version: 4,
      to: newSnowflake(Date.now()),
    });
    expect(stranger).toMatchObject({
      status: 400,
      body: { code: 'not_on_staff', errors: [{ path: 'to' }] },
    });
    const party = await moderator.post(`/tickets/${id}/handover`, { version: 4, to: senior.id });
    expect(party).toMatchObject({ status: 409, body: { code: 'cannot_own', ticket: { id, version: 4 } } });
  });

  it('I7: keeps who decided from deciding the appeal', async () => {
    const { id: contestsTicketId } = await aTicket({ ...DECIDED, resolvedById: moderator.id });
    const { id } = await aTicket({ stream: 'appeal', kind: 'appeal', contestsTicketId });
    const answer = await moderator.post(`/tickets/${id}/resolve`, {
      version: 4,
      outcome: 'upheld',
      reason: 'r',
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'own_decision', ticket: { id } } });
    const other = await colleague.post(`/tickets/${id}/resolve`, {
      version: 4,
      outcome: 'upheld',
      reason: 'r',
    });
    expect(other).toMatchObject({ status: 200, body: { outcome: 'upheld', waiverReason: null } });
  });

  it('I7: lets a senior decide it with a waiver', async () => {
    const { id: contestsTicketId } = await aTicket({ ...DECIDED, resolvedById: senior.id });
    const { id } = await aTicket({ stream: 'appeal', kind: 'appeal', contestsTicketId });
    const body = { version: 4, outcome: 'overturned', reason: 'r', waiver: 'There is nobody else.' };
    const answer = await senior.post(`/tickets/${id}/resolve`, body);
    expect(answer).toMatchObject({ status: 200, body: { waiverReason: 'There is nobody else.' } });
  });

  it('is not known', async () => {
    const { id } = await aTicket();
    for (const command of ['explode', 'Claim', 'claim/x', 'expireClaim', 'wake', 'absorb']) {
      const { status, body } = await moderator.post(`/tickets/${id}/${command}`, { version: 4 });
      expect({ command, status, code: body['code'] }).toEqual({
        command,
        status: 404,
        code: 'no_such_route',
      });
    }
  });

  it('is for a ticket of another guild', async () => {
    const elsewhere = await createTicketsApi(app);
    const [foreign] = await elsewhere.insert({});
    const { status, body } = await moderator.post(`/tickets/${foreign!.id}/note`, { text: 'Hi.' });
    expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'unknown_ticket' });
  });
});

describe('services', () => {
  it('work on tickets with the scope for it, and claim none', async () => {
    const { id } = await aTicket();
    const service = api.as(await api.guild.service('tickets:write'));
    const tagged = await service.post(`/tickets/${id}/tag`, { version: 4, add: ['seen'] });
    expect(tagged).toMatchObject({ status: 200, body: { tags: ['seen'] } });
    const claimed = await service.post(`/tickets/${id}/claim`);
    expect(claimed).toMatchObject({ status: 403, body: { code: 'claims_are_for_people' } });
  });
});
