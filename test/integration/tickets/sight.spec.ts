import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import type { Answer } from '../../support/call.js';
import { ownedBy } from '../../support/ticket-factories.js';
import { type Caller, createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let other: Caller;
let subject: Caller;
let reporter: Caller;
let hidden: Ticket;
let open: Ticket;

interface Listed {
  readonly items: { readonly id: string }[];
}

const NOBODY = '00000000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  [other, subject, reporter] = await Promise.all([api.person(), api.person('admin'), api.person('senior')]);
  const [first, second] = await api.insert(
    {
      subjectId: subject.id,
      subjectName: 'Sam Subject',
      reporters: [reporter.id],
      text: 'secret words',
      tags: ['secret'],
      category: 'staff_abuse',
      fingerprint: 'print-1',
      slaBreached: true,
      ...ownedBy(other.id, 10_000_000),
    },
    { subjectId: 'someone', text: 'other words', category: 'staff_abuse', fingerprint: 'print-1' },
  );
  hidden = first!;
  open = second!;
});
afterAll(() => app.close());

const LISTS = [
  '',
  'order=newest',
  'order=oldest&status=open,waiting,escalated,resolved',
  'q=secret%20words',
  'q=Sam%20Sub',
  'q=secret',
  'q=%231',
  'tag=secret',
  'category=staff_abuse',
  'stream=review',
];
const depthOf = async (caller: Caller) => (await caller.get('/queue/depth')).body['review'];
const byId = (caller: Caller, path: string): Promise<string[]> =>
  caller.get<Listed>(path).then(({ body }) => body.items.map(({ id }) => id));

describe('I8: whoever is party to a ticket', () => {
  it.each(LISTS)('is not shown it in lists: ?%s', async (query) => {
    expect(await byId(other, `/tickets?${query}`)).toContain(hidden.id);
    for (const party of [subject, reporter]) {
      expect(await byId(party, `/tickets?${query}`)).not.toContain(hidden.id);
    }
  });

  it('is not shown it by its people or its owner', async () => {
    for (const query of [`subject=${subject.id}`, `reporter=${reporter.id}`, `owner=${other.id}`]) {
      expect(await byId(other, `/tickets?${query}`)).toEqual([hidden.id]);
      expect(await byId(subject, `/tickets?${query}`)).toEqual([]);
      expect(await byId(reporter, `/tickets?${query}`)).toEqual([]);
    }
  });

  it('does not count it', async () => {
    expect(await depthOf(other)).toMatchObject({ open: 2 });
    expect(await depthOf(subject)).toMatchObject({ open: 1 });
    expect(await depthOf(reporter)).toMatchObject({ open: 1 });
    const [all, own] = [await depthOf(other), await depthOf(subject)] as { oldest: string }[];
    expect(own!.oldest > all!.oldest).toBe(true);
  });

  it('is not shown it among those like another', async () => {
    expect(await byId(other, `/tickets/${open.id}/similar`)).toEqual([hidden.id]);
    expect(await byId(subject, `/tickets/${open.id}/similar`)).toEqual([]);
    expect(await byId(reporter, `/tickets/${open.id}/similar`)).toEqual([]);
  });

  it('is told that there is none, as for one that is not there', async () => {
    const asked: ((caller: Caller, name: string) => Promise<Answer<Record<string, unknown>>>)[] = [
      ...['', '/events', '/signals', '/similar'].map(
        (part) => (caller: Caller, name: string) => caller.get(`/tickets/${name}${part}`),
      ),
      ...COMMANDS.map(
        ([command, body]) =>
          (caller: Caller, name: string) =>
            caller.post(`/tickets/${name}/${command}`, body(other.id)),
      ),
    ];
    for (const ask of asked) {
      for (const party of [subject, reporter]) {
        const missing = await ask(party, NOBODY);
        expect(missing).toMatchObject({ status: 404, body: { code: 'unknown_ticket' } });
        for (const name of [hidden.id, String(hidden.number), `%23${hidden.number}`, '4242', 'nonsense']) {
          const answer = await ask(party, name);
          expect(anonymous(answer)).toEqual(anonymous(missing));
        }
      }
    }
  });

  it('learns nothing by merging into it', async () => {
    for (const into of [hidden.id, String(hidden.number), NOBODY, '4242']) {
      const { status, body } = await subject.post(`/tickets/${open.id}/merge`, { version: 4, into });
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'unknown_ticket' });
      expect(body).not.toHaveProperty('ticket');
    }
  });

  it('has not changed it', async () => {
    const { body } = await other.get(`/tickets/${hidden.id}`);
    expect(body).toMatchObject({ version: 4, status: 'open', ownerId: other.id });
  });
});

describe('I8: a service', () => {
  it('sees what its scopes show, being no party', async () => {
    const service = api.as(await api.guild.service('tickets:read'));
    expect(await byId(service, '/tickets')).toEqual([hidden.id, open.id]);
  });
});

const COMMANDS: readonly [string, (staffId: string) => object][] = [
  ['claim', () => ({ version: 4 })],
  ['renew', () => ({})],
  ['release', () => ({ version: 4 })],
  ['handover', (to) => ({ version: 4, to })],
  ['wait', () => ({ version: 4, for: 'member' })],
  ['escalate', () => ({ version: 4, reason: 'r' })],
  ['deescalate', () => ({ version: 4, reason: 'r' })],
  ['resolve', () => ({ version: 4, outcome: 'spam', reason: 'r' })],
  ['reopen', () => ({ version: 4, reason: 'r' })],
  ['note', () => ({ text: 't' })],
  ['reply', () => ({ version: 4, text: 't' })],
  ['tag', () => ({ version: 4, add: ['x'] })],
  ['category', () => ({ version: 4, category: 'x' })],
  ['priority', () => ({ version: 4, priority: 1, reason: 'r' })],
  ['merge', () => ({ version: 4, into: open.id })],
  ['split', () => ({ version: 4, signalIds: [NOBODY], title: 't', reason: 'r' })],
];

/** An answer without what names the one request. */
function anonymous({ status, body }: Answer<Record<string, unknown>>): unknown {
  const { instance: _instance, correlationId: _id, ...problem } = body;
  return { status, problem };
}
