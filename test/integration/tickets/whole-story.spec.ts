import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { createIntake, type TestIntake } from '../../support/intake.js';
import { personId, staffClient, type StaffClient } from '../../support/staff-client.js';

const MEMBER = { id: '500000000000000001', name: 'Mallory' };
const WITNESS = { id: '500000000000000002', name: 'Wendy' };

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly actions: readonly { readonly id: string; readonly reversedAt: string | null }[];
}
interface Told {
  readonly seq: string;
  readonly type: string;
  readonly actorId: string;
  readonly ticketVersion: number;
  readonly reason: string | null;
  readonly payload: Record<string, unknown>;
}

let app: TestApp;
let intake: TestIntake;
let ada: StaffClient;
let sam: StaffClient;

beforeAll(async () => {
  app = await startTestApi();
  intake = await createIntake(app);
  ada = await staffClient(app, intake.guild, personId(1));
  sam = await staffClient(app, intake.guild, personId(2), 'senior');
});
afterAll(() => app.close());

const shown = async (ticketId: string): Promise<Shown> =>
  (await ada.read(`/tickets/${ticketId}`).expect(200)).body as Shown;

async function storyOf(ticketId: string): Promise<Told[]> {
  const { body } = await ada.read(`/tickets/${ticketId}/events`).expect(200);
  return (body as { items: Told[] }).items;
}

/** Gives the command on the ticket as it is now. */
async function give(who: StaffClient, ticketId: string, command: string, body: object): Promise<Shown> {
  const { version } = await shown(ticketId);
  const answer = await who.give(ticketId, command, { version, ...body });
  expect({ command, status: answer.status, body: answer.body as object }).toMatchObject({ status: 200 });
  return answer.body as Shown;
}

/** In Docket's own name, as its timer does; that may have been there first. */
async function wakeInTime(ticketId: string): Promise<void> {
  const options = { actor: { type: 'system', id: 'timer' }, version: null } as const;
  const wake = { type: 'wake', cause: 'time' } as const;
  await eventually(async () => {
    await app.app
      .get(TicketService)
      .execute(intake.guild.guildId, ticketId, wake, options)
      .catch(() => null);
    expect(await shown(ticketId)).toMatchObject({ status: 'open', waitUntil: null });
  });
}

describe('a ticket from its first signal to the end of its appeal', () => {
  it('is worked over HTTP, and the log tells all of it in order', async () => {
    const { ticketId, ticketNumber } = await intake.accept({ subject: { type: 'user', ...MEMBER } });

    await ada.give(ticketNumber, 'claim').expect(200);
    await ada.give(ticketNumber, 'note', { text: 'I know them.' }).expect(200);
    const parked = await give(ada, ticketId, 'wait', { for: 'staff', reason: 'Who speaks Polish?' });
    expect(parked).toMatchObject({ status: 'waiting', waitFor: 'staff', ownerId: ada.id });
    await give(ada, ticketId, 'reply', { text: 'We are looking into it.' });
    await give(ada, ticketId, 'wait', { for: 'member' });
    await intake.accept({ kind: 'report', subject: { type: 'user', ...MEMBER }, reporter: WITNESS });
    expect(await shown(ticketId)).toMatchObject({ status: 'open', signalCount: 2, reporterCount: 1 });
    await give(ada, ticketId, 'wait', { for: 'time', until: new Date(Date.now() + 1_500).toISOString() });
    await wakeInTime(ticketId);

    const escalated = await give(ada, ticketId, 'escalate', { reason: 'They name an address.' });
    expect(escalated).toMatchObject({ stream: 'escalation', status: 'escalated', ownerId: null });
    const calmed = await give(sam, ticketId, 'deescalate', { reason: 'It is a song.' });
    expect(calmed).toMatchObject({ stream: 'review', status: 'open' });
    const resolved = await give(sam, ticketId, 'resolve', {
      outcome: 'actioned',
      reason: 'Insults all the same.',
      actions: [{ type: 'timeout', subjectId: MEMBER.id, reason: 'Insults.', durationSeconds: 3_600 }],
    });
    expect(resolved).toMatchObject({ status: 'resolved', outcome: 'actioned', resolvedById: sam.id });

    const [action] = (await shown(ticketId)).actions;
    expect(action).toMatchObject({ type: 'timeout', decidedBy: sam.id, reversedAt: null });
    const appeal = await intake.accept({
      kind: 'appeal',
      category: 'timeout_appeal',
      subject: { type: 'user', ...MEMBER },
      reporter: MEMBER,
      text: 'It was a song!',
      data: { actionId: action!.id },
    });
    expect(appeal).toMatchObject({ stream: 'appeal', status: 'open' });
    const own = await sam.give(appeal.ticketId, 'resolve', {
      version: 1,
      outcome: 'upheld',
      reason: 'I was right.',
    });
    expect(own).toMatchObject({
      status: 403,
      body: { code: 'own_decision', ticket: { contestsActionId: action!.id, version: 1 } },
    });
    await give(sam, appeal.ticketId, 'note', { text: 'It did not sound like one.' });
    await give(ada, appeal.ticketId, 'resolve', { outcome: 'overturned', reason: 'It is a song.' });
    expect((await shown(ticketId)).actions).toMatchObject([
      { id: action!.id, reversedAt: expect.any(String) },
    ]);

    const story = await storyOf(ticketId);
    expect(story.map(({ type, ticketVersion, actorId }) => [type, ticketVersion, actorId])).toEqual([
      ['ticket.opened', 1, intake.source.id],
      ['ticket.claimed', 2, ada.id],
      ['ticket.noted', 3, ada.id],
      ['ticket.waiting', 4, ada.id],
      ['ticket.replied', 5, ada.id],
      ['ticket.woken', 5, ada.id],
      ['ticket.waiting', 6, ada.id],
      ['ticket.signal_added', 7, intake.source.id],
      ['ticket.woken', 7, intake.source.id],
      ['ticket.waiting', 8, ada.id],
      ['ticket.woken', 9, expect.any(String)],
      ['ticket.escalated', 10, ada.id],
      ['ticket.paged', 10, ada.id],
      ['ticket.deescalated', 11, sam.id],
      ['ticket.resolved', 12, sam.id],
      ['ticket.action_recorded', 12, sam.id],
    ]);
    const causes = story.filter(({ type }) => type === 'ticket.woken').map(({ payload }) => payload['cause']);
    expect(causes).toEqual(['reply', 'signal', 'time']);
    const seqs = story.map(({ seq }) => BigInt(seq));
    expect(seqs).toEqual(seqs.toSorted((a, b) => (a < b ? -1 : 1)));
    const ofAppeal = await storyOf(appeal.ticketId);
    expect(ofAppeal.map(({ type, actorId, reason }) => [type, actorId, reason])).toEqual([
      ['ticket.opened', intake.source.id, null],
      ['ticket.noted', sam.id, null],
      ['ticket.resolved', ada.id, 'It is a song.'],
    ]);
  });

  it('I7: in a team too small the waiver of a senior is what lets them decide, and it stays readable', async () => {
    const small = await createIntake(app);
    const alone = await staffClient(app, small.guild, personId(3), 'senior');
    const helper = await staffClient(app, small.guild, personId(4));
    const { ticketId } = await small.accept({ subject: { type: 'user', ...MEMBER } });
    await alone
      .give(ticketId, 'resolve', {
        version: 1,
        outcome: 'actioned',
        reason: 'Seen enough.',
        actions: [{ type: 'ban', subjectId: MEMBER.id, carriedOutBy: helper.id }],
      })
      .expect(200);
    const { body: page } = await alone.read(`/tickets/${ticketId}`).expect(200);
    const appeal = await small.accept({
      kind: 'appeal',
      category: 'ban_appeal',
      subject: { type: 'user', ...MEMBER },
      reporter: MEMBER,
      data: { actionId: (page as Shown).actions[0]!.id },
    });
    const verdict = { version: 1, outcome: 'reduced', reason: 'A week will do.' };
    const waiver = 'There are two of us, and both took part.';
    for (const [who, body] of [
      [alone, verdict],
      [helper, verdict],
      [helper, { ...verdict, waiver }],
    ] as const) {
      const refused = await who.give(appeal.ticketId, 'resolve', body);
      expect(refused).toMatchObject({ status: 403, body: { code: 'own_decision' } });
    }
    for (const command of ['claim', 'escalate', 'wait', 'tag', 'reply', 'priority']) {
      const refused = await helper.give(appeal.ticketId, command, {
        ...{ claim: {}, escalate: { version: 1, reason: 'r' }, wait: { version: 1, for: 'member' } }[command],
        ...{ tag: { version: 1, add: ['x'] }, reply: { version: 1, text: 't' } }[command],
        ...{ priority: { version: 1, priority: 1, reason: 'r' } }[command],
      });
      expect({ command, status: refused.status }).toEqual({ command, status: 403 });
    }
    const decided = await alone.give(appeal.ticketId, 'resolve', { ...verdict, waiver }).expect(200);
    expect(decided.body).toMatchObject({ outcome: 'reduced', waiverReason: waiver, version: 2 });
    const { body } = await alone.read(`/tickets/${appeal.ticketId}/events`).expect(200);
    expect((body as { items: Told[] }).items.slice(1)).toMatchObject([
      { type: 'ticket.resolved', actorId: alone.id },
      { type: 'ticket.waiver_recorded', actorId: alone.id, reason: waiver, payload: { outcome: 'reduced' } },
    ]);
  });
});
