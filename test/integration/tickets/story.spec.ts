import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Intake, type NewSignal, type Receipt } from '#intake';
import { newId } from '#kernel';
import { SourceDirectory, type SourceForIntake } from '#sources';
import { startTestApi, type TestApp } from '../../support/app.js';
import { aDecision, minutesFromNow } from '../../support/ticket-factories.js';
import { type Caller, createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let moderator: Caller;
let source: SourceForIntake;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  moderator = await api.person();
  const { id } = await api.guild.source();
  source = (await app.app.get(SourceDirectory).byId(api.guild.guildId, id))!;
});
afterAll(() => app.close());

const MEMBER = '500000000000000001';

function accept(over: Partial<NewSignal> = {}): Promise<Receipt> {
  return app.app.get(Intake).accept(source, {
    externalId: null,
    kind: 'report',
    category: 'harassment',
    severity: 'high',
    confidence: 1,
    subject: { type: 'user', id: MEMBER, name: 'Sam' },
    reporter: { id: '500000000000000002', name: 'Rita' },
    text: 'They will not stop writing to me',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: new Date(),
    correlationKey: 'story',
    data: { note: 'as it came' },
    ...over,
  });
}

interface Paged {
  readonly items: Record<string, unknown>[];
  readonly nextCursor: string | null;
}

describe('I15: a ticket', () => {
  it('says why it is where it is: rule, version, the parts of its priority', async () => {
    const { ticketId, ticketNumber } = await accept();
    const { status, body } = await moderator.get(`/tickets/${ticketId}`);
    expect(status).toBe(200);
    const { priority, priorityParts, explanation } = body as {
      priority: number;
      priorityParts: { name: string; points: number }[];
      explanation: { rule: object; matched: object[]; ruleset: string; reasons: string[]; shadow: object[] };
    };
    expect(priorityParts.map(({ name }) => name)).toEqual(expect.arrayContaining(['category', 'severity']));
    const sum = priorityParts.reduce((total, { points }) => total + points, 0);
    expect(priority).toBe(Math.max(0, Math.min(100, Math.round(sum))));
    expect(explanation.reasons.length).toBeGreaterThan(0);
    expect(explanation.ruleset).toMatch(/./);
    for (const rule of explanation.matched) {
      expect(rule).toEqual({ id: expect.any(String), version: expect.any(Number) });
    }
    for (const name of [`%23${ticketNumber}`, String(ticketNumber), ticketId.toUpperCase()]) {
      expect((await moderator.get(`/tickets/${name}`)).body).toEqual(body);
    }
  });

  it('shows who is party to it, and what was done', async () => {
    const { ticketId } = await accept({ correlationKey: 'parties' });
    const resolved = await moderator.post(`/tickets/${ticketId}/resolve`, {
      version: 1,
      outcome: 'actioned',
      reason: 'Seen enough.',
      actions: [{ type: 'timeout', subjectId: MEMBER, reason: 'Cool down.', durationSeconds: 3600 }],
    });
    expect(resolved.status).toBe(200);
    const { body } = await moderator.get(`/tickets/${ticketId}`);
    expect(body).toMatchObject({
      status: 'resolved',
      outcome: 'actioned',
      resolutionReason: 'Seen enough.',
      resolvedByType: 'user',
      resolvedById: moderator.id,
      contestedAction: null,
    });
    expect(body['parties']).toEqual(
      expect.arrayContaining([
        { userId: MEMBER, role: 'subject' },
        { userId: '500000000000000002', role: 'reporter' },
      ]),
    );
    const [action] = body['actions'] as { id: string }[];
    expect(action).toEqual({
      id: expect.any(String),
      type: 'timeout',
      subjectId: MEMBER,
      reason: 'Cool down.',
      durationSeconds: 3600,
      decidedBy: moderator.id,
      carriedOutBy: moderator.id,
      at: body['resolvedAt'],
      reversedAt: null,
    });
    const appeal = await accept({
      kind: 'appeal',
      category: 'timeout_appeal',
      reporter: { id: MEMBER, name: 'Sam' },
      correlationKey: null,
      data: { actionId: action!.id },
    });
    const other = await api.person();
    const page = await other.get(`/tickets/${appeal.ticketId}`);
    expect(page.body).toMatchObject({
      stream: 'appeal',
      contestsActionId: action!.id,
      contestedAction: { id: action!.id, type: 'timeout', decidedBy: moderator.id },
      actions: [],
    });
  });

  it('never says that it was held out, nor by which rule', async () => {
    const explanation = {
      ...aDecision().explanation,
      heldOut: true,
      heldOutBy: { id: 'would-have-closed', version: 1 },
      shadow: [{ id: 'a-shadow', version: 2 }],
    };
    const [ticket] = await api.insert({ explanation, tags: ['held'] });
    await api.database.query(
      `INSERT INTO signals SELECT guild_id, id, opened_at, id, 's', NULL, 'flag', 'spam', 'low', 1, 'user', 'x', NULL,
         NULL, NULL, 'text', NULL, NULL, '[]', '[]', opened_at, 'k', NULL, '{}', '{}',
         jsonb_build_object('stream', 'review', 'category', 'spam', 'priority', 1, 'parts', '[]'::jsonb, 'tags',
           '[]'::jsonb, 'windowMinutes', 0, 'explanation', $3::jsonb)
       FROM tickets WHERE guild_id = $1 AND id = $2`,
      [api.guild.guildId, ticket!.id, JSON.stringify(explanation)],
    );
    const signals = await moderator.get<Paged>(`/tickets/${ticket!.id}/signals`);
    expect(signals.body.items).toHaveLength(1);
    const noted = await moderator.post(`/tickets/${ticket!.id}/note`, { text: 'Seen.' });
    const refused = await moderator.post(`/tickets/${ticket!.id}/reopen`, { version: 5, reason: 'r' });
    expect(refused.body).toMatchObject({ code: 'illegal_move', ticket: { version: 5 } });
    const answers = [
      await moderator.get(`/tickets/${ticket!.id}`),
      await moderator.get('/tickets?tag=held'),
      await moderator.get(`/tickets/${ticket!.id}/events`),
      signals,
      noted,
      refused,
    ];
    for (const { body } of answers) {
      expect(JSON.stringify(body)).not.toMatch(/heldOut|would-have-closed|windowMinutes/);
    }
    expect(noted.body).toMatchObject({ explanation: { shadow: [{ id: 'a-shadow', version: 2 }] } });
  });
});

describe('the events of a ticket', () => {
  it('tell its story in order, page by page and after a seq', async () => {
    const { ticketId } = await accept({ correlationKey: 'events' });
    await accept({ correlationKey: 'other' });
    const path = `/tickets/${ticketId}`;
    await moderator.post(`${path}/claim`, { version: 1 });
    await moderator.post(`${path}/note`, { text: 'First.' });
    await moderator.post(`${path}/resolve`, { version: 3, outcome: 'no_violation', reason: 'Fine.' });
    const all = await moderator.get<Paged>(`${path}/events`);
    expect(all.body.items.map(({ type }) => type)).toEqual([
      'ticket.opened',
      'ticket.claimed',
      'ticket.noted',
      'ticket.resolved',
    ]);
    expect(all.body.nextCursor).toBeNull();
    expect(all.body.items[3]).toEqual({
      seq: expect.stringMatching(/^\d+$/),
      type: 'ticket.resolved',
      at: expect.stringMatching(/Z$/),
      ticketId,
      ticketVersion: 4,
      actorType: 'user',
      actorId: moderator.id,
      reason: 'Fine.',
      payload: expect.objectContaining({ outcome: 'no_violation' }),
      erasedAt: null,
    });
    const first = await moderator.get<Paged>(`${path}/events?limit=3`);
    expect(first.body.items).toEqual(all.body.items.slice(0, 3));
    const rest = await moderator.get<Paged>(`${path}/events?limit=3&cursor=${first.body.nextCursor}`);
    expect(rest.body).toEqual({ items: all.body.items.slice(3), nextCursor: null });
    const after = await moderator.get<Paged>(`${path}/events?after=${String(all.body.items[1]!['seq'])}`);
    expect(after.body.items).toEqual(all.body.items.slice(2));
  });

  it('have cursors of their own', async () => {
    const { ticketId } = await accept({ correlationKey: 'events' });
    const [other] = await api.insert({});
    await moderator.post(`/tickets/${ticketId}/note`, { text: 'One.' });
    const { body } = await moderator.get<Paged>(`/tickets/${ticketId}/events?limit=1`);
    const elsewhere = await moderator.get(`/tickets/${other!.id}/events?cursor=${body.nextCursor}`);
    expect(elsewhere.body['code']).toBe('bad_cursor');
  });
});

describe('the signals of a ticket', () => {
  it('are shown as they came, the newest first, each once', async () => {
    const { ticketId } = await accept({ correlationKey: 'signals', externalId: 'ext-0' });
    for (let i = 1; i < 7; i += 1) await accept({ correlationKey: 'signals', externalId: `ext-${i}` });
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await moderator.get<Paged>(`/tickets/${ticketId}/signals?limit=3${cursor}`);
      seen.push(...body.items.map(({ externalId }) => externalId));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['ext-6', 'ext-5', 'ext-4', 'ext-3', 'ext-2', 'ext-1', 'ext-0']);
    const { body } = await moderator.get<Paged>(`/tickets/${ticketId}/signals?limit=1`);
    expect(body.items[0]).toMatchObject({
      sourceId: source.id,
      kind: 'report',
      severity: 'high',
      confidence: 1,
      subjectId: MEMBER,
      reporterName: 'Rita',
      text: 'They will not stop writing to me',
      data: { note: 'as it came' },
      features: { sourceTrust: expect.any(Number), subjectIsStaff: false },
      decision: { stream: expect.any(String), explanation: { reasons: expect.any(Array) } },
    });
  });
});

describe('similar tickets', () => {
  it('are of the same content, subject or category, the closest first, with how they ended', async () => {
    const base = { category: 'similar_things', openedAt: minutesFromNow(-30) };
    const [ticket, unrelated, category, subject, both, waiting] = await api.insert(
      { ...base, subjectId: 'twin', fingerprint: 'same' },
      { category: 'other_things', subjectId: 'someone' },
      { ...base, subjectId: 'elsewhere', status: 'resolved', outcome: 'spam' },
      { category: 'other_things', subjectId: 'twin', status: 'resolved', outcome: 'actioned' },
      { ...base, subjectId: 'twin', fingerprint: 'same', status: 'resolved', outcome: 'no_violation' },
      { category: 'other_things', subjectId: 'else', fingerprint: 'same' },
    );
    const { status, body } = await moderator.get<Paged>(`/tickets/${ticket!.number}/similar`);
    expect(status).toBe(200);
    expect(body.items.map(({ id, likeness, outcome }) => ({ id, likeness, outcome }))).toEqual([
      { id: both!.id, likeness: ['fingerprint', 'subject', 'category'], outcome: 'no_violation' },
      { id: waiting!.id, likeness: ['fingerprint'], outcome: null },
      { id: subject!.id, likeness: ['subject'], outcome: 'actioned' },
      { id: category!.id, likeness: ['category'], outcome: 'spam' },
    ]);
    expect(body.items[0]).toMatchObject({
      resolvedById: 'mod-1',
      resolvedByType: 'user',
      resolvedAt: expect.stringMatching(/Z$/),
      resolutionReason: 'Looked at it.',
    });
    expect(body.items.map(({ id }) => id)).not.toContain(unrelated!.id);
    const two = await moderator.get<Paged>(`/tickets/${ticket!.id}/similar?limit=2`);
    expect(two.body.items).toEqual(body.items.slice(0, 2));
  });

  it('are none for a ticket like no other', async () => {
    const [ticket] = await api.insert({ category: `only_${newId().slice(0, 8)}`, subjectId: newId() });
    expect((await moderator.get<Paged>(`/tickets/${ticket!.id}/similar`)).body.items).toEqual([]);
  });
});
