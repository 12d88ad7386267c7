import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { personId, staffClient, type StaffClient } from '../../support/staff-client.js';
import { DECIDED, ESCALATED, ownedBy } from '../../support/ticket-factories.js';
import type { TicketSpec } from '../../support/ticket-rows.js';
import { createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let mod: StaffClient;
let colleague: StaffClient;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  mod = await staffClient(app, api.guild, personId(1));
  colleague = await staffClient(app, api.guild, personId(2));
});
afterAll(() => app.close());

const mine = (): TicketSpec => ownedBy(mod.id, 10_000_000);
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString();

type Row = Record<string, unknown>;
type OrFor<T> = T | (() => T);
const valueOf = <T>(value: OrFor<T>): T => (typeof value === 'function' ? (value as () => T)() : value);

const rowOf = async (id: string): Promise<Row> =>
  (await api.database.query<Row>('SELECT * FROM tickets WHERE id = $1', [id]))[0]!;
const eventsOf = (id: string): Promise<Row[]> =>
  api.database.query<Row>(
    `SELECT type, actor_type, actor_id, ticket_version, reason, payload FROM events WHERE ticket_id = $1 ORDER BY seq`,
    [id],
  );
const ownersOf = async (id: string): Promise<unknown[]> =>
  (await api.database.query<Row>('SELECT owner_id FROM claims WHERE ticket_id = $1', [id])).map(
    (claim) => claim['owner_id'],
  );

describe('I4: a command leaves in the tables, row and log together, what it answers:', () => {
  it.each<[string, OrFor<TicketSpec>, OrFor<object>, OrFor<Row>, OrFor<Row[]>]>([
    [
      'claim',
      {},
      {},
      () => ({ owner_id: mod.id }),
      () => [{ type: 'ticket.claimed', payload: { ownerId: mod.id } }],
    ],
    [
      'renew',
      () => ({ ...mine(), claimExpiresAt: new Date(Date.now() + 60_000) }),
      {},
      () => ({ owner_id: mod.id }),
      [{ type: 'ticket.claim_renewed' }],
    ],
    [
      'release',
      mine,
      {},
      { owner_id: null, claim_expires_at: null },
      () => [{ type: 'ticket.released', payload: { previousOwnerId: mod.id } }],
    ],
    [
      'handover',
      mine,
      () => ({ to: colleague.id }),
      () => ({ owner_id: colleague.id }),
      () => [{ type: 'ticket.handed_over', payload: { ownerId: colleague.id, previousOwnerId: mod.id } }],
    ],
    [
      'wait',
      mine,
      { for: 'time', until: IN_A_WEEK, reason: 'On holiday.' },
      { status: 'waiting', wait_for: 'time', wait_until: new Date(IN_A_WEEK) },
      [{ type: 'ticket.waiting', reason: 'On holiday.', payload: { waitFor: 'time', waitUntil: IN_A_WEEK } }],
    ],
    [
      'escalate',
      mine,
      { reason: 'A threat.' },
      { status: 'escalated', stream: 'escalation', owner_id: null },
      [
        {
          type: 'ticket.escalated',
          reason: 'A threat.',
          payload: { fromStream: 'review', cause: 'command' },
        },
        { type: 'ticket.paged', payload: { cause: 'escalation', page: 1 } },
      ],
    ],
    [
      'deescalate',
      ESCALATED,
      { reason: 'No threat.' },
      { status: 'open', stream: 'review' },
      [{ type: 'ticket.deescalated', reason: 'No threat.', payload: { fromStream: 'escalation' } }],
    ],
    [
      'resolve',
      mine,
      { outcome: 'spam', reason: 'An advert.' },
      () => ({ status: 'resolved', outcome: 'spam', owner_id: null, resolved_by_id: mod.id }),
      [{ type: 'ticket.resolved', reason: 'An advert.', payload: { outcome: 'spam', actions: 0 } }],
    ],
    [
      'reopen',
      DECIDED,
      { reason: 'A recording.' },
      { status: 'open', outcome: null, resolved_at: null, decision_expires_at: null },
      [{ type: 'ticket.reopened', reason: 'A recording.', payload: { outcome: 'no_violation' } }],
    ],
    [
      'note',
      DECIDED,
      { text: 'N.' },
      { status: 'resolved' },
      [{ type: 'ticket.noted', payload: { text: 'N.' } }],
    ],
    [
      'reply',
      { status: 'waiting', waitFor: 'staff' },
      { text: 'R.' },
      { status: 'open', wait_for: null },
      [
        { type: 'ticket.replied', payload: { text: 'R.' } },
        { type: 'ticket.woken', payload: { cause: 'reply', waitedFor: 'staff' } },
      ],
    ],
    [
      'tag',
      { tags: ['old', 'kept'] },
      { add: ['new'], remove: ['old', 'never-there'] },
      { tags: ['kept', 'new'] },
      [{ type: 'ticket.tagged', payload: { added: ['new'], removed: ['old'] } }],
    ],
    [
      'category',
      {},
      { category: 'scam' },
      { category: 'scam' },
      [{ type: 'ticket.category_set', payload: { category: 'scam', previousCategory: 'harassment' } }],
    ],
    [
      'priority',
      {},
      { priority: 77, reason: 'A partner.' },
      { priority: 77 },
      [
        {
          type: 'ticket.priority_set',
          reason: 'A partner.',
          payload: { priority: 77, previousPriority: 30 },
        },
      ],
    ],
  ])('%s', async (command, spec, body, row, events) => {
    const { id, number } = (await api.insert(valueOf(spec)))[0]!;
    const answer = await mod.give(number, command, { version: 4, ...valueOf(body) }).expect(200);
    expect(answer.body).toMatchObject({ id, version: 5 });
    const after = await rowOf(id);
    expect(after).toMatchObject({ version: 5, ...valueOf(row) });
    expect(await eventsOf(id)).toMatchObject(
      valueOf(events).map((event) => ({ actor_type: 'user', actor_id: mod.id, ticket_version: 5, ...event })),
    );
    expect(await ownersOf(id)).toEqual(after['owner_id'] === null ? [] : [after['owner_id']]);
  });

  it('an action that was taken, with an id that Docket gave it', async () => {
    const [ticket] = await api.insert({});
    const subjectId = '500000000000000001';
    await mod
      .give(ticket!.id, 'resolve', {
        version: 4,
        outcome: 'actioned',
        reason: 'R.',
        actions: [
          { type: 'warn', subjectId },
          { type: 'ban', subjectId, reason: 'B.', durationSeconds: 315_360_000, carriedOutBy: colleague.id },
        ],
      })
      .expect(200);
    const actions = await api.database.query<Row>(
      'SELECT id::text, type, reason, duration_seconds, decided_by, carried_out_by FROM actions WHERE ticket_id = $1 ORDER BY type',
      [ticket!.id],
    );
    expect(actions).toMatchObject([
      {
        type: 'ban',
        reason: 'B.',
        duration_seconds: 315_360_000,
        decided_by: mod.id,
        carried_out_by: colleague.id,
      },
      { type: 'warn', reason: null, duration_seconds: null, decided_by: mod.id, carried_out_by: mod.id },
    ]);
    const recorded = (await eventsOf(ticket!.id))
      .slice(1)
      .map(({ payload }) => String((payload as Row)['actionId']));
    expect(recorded.toSorted()).toEqual(actions.map(({ id }) => String(id)).toSorted());
  });
});
