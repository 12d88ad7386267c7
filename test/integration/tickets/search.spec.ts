import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { type Caller, createTicketsApi, type TicketsApi } from '../../support/tickets-api.js';

let app: TestApp;
let api: TicketsApi;
let moderator: Caller;

beforeAll(async () => {
  app = await startTestApi();
  api = await createTicketsApi(app);
  moderator = await api.person();
  await api.insert(
    {
      title: 'Spam by Ann',
      text: 'free nitro for everyone, see https://d1scord-gift.example/claim',
      tags: ['raid'],
    },
    {
      title: 'Harassment',
      text: 'nitro is not free of charge',
      subjectName: 'Ann_Müller',
      subjectId: '900000000000000001',
    },
    { title: 'Помощь', text: 'Привет, как дела? 日本語 😀', reporters: ['900000000000000002'] },
    { title: '100% off', text: "it's a 'trap' with a \\ in it", status: 'resolved', tags: ['not-spam'] },
  );
});
afterAll(() => app.close());

interface Found {
  readonly items: { readonly number: number }[];
  readonly nextCursor: string | null;
}

async function search(q: string, more = ''): Promise<number[]> {
  const statuses = 'open,waiting,escalated,resolved';
  const path = `/tickets?order=oldest&status=${statuses}&q=${encodeURIComponent(q)}${more}`;
  const { status, body } = await moderator.get<Found>(path);
  expect(status).toBe(200);
  return body.items.map(({ number }) => number);
}

describe('search', () => {
  it.each<[string, string, number[]]>([
    ['a word of the text', 'everyone', [1]],
    ['a word of the title', 'harassment', [2]],
    ['whatever its case', 'EVERYONE', [1]],
    ['all words', 'free nitro', [1, 2]],
    ['words that stand together', '"free nitro"', [1]],
    ['one of two words', 'everyone or charge', [1, 2]],
    ['a word without another', 'nitro -everyone', [2]],
    ['what lacks a word', '-nitro', [3, 4]],
    ['a domain', 'd1scord-gift.example', [1]],
    ['Cyrillic, whatever its case', 'ПРИВЕТ', [3]],
    ['Japanese', '日本語', [3]],
    ['part of a name', 'mülle', [2]],
    ['part of a name, whatever its case', 'MÜLL', [2]],
    ['an id of a subject', '900000000000000001', [2]],
    ['the end of an id of a reporter', '00000002', [3]],
    ['a tag', 'raid', [1]],
    ['a tag with a dash', 'not-spam', [4]],
    ['a number', '#3', [3]],
    ['a bare number', '3', [3]],
    ['nothing that is there', 'zebra', []],
    ['a part of a word', 'everyo', []],
  ])('finds %s: %s', async (_what, q, expected) => {
    expect(await search(q)).toEqual(expected);
  });

  it.each([['%'], ['_'], ['ann%'], ['M__l'], ['_nn'], ['Ann\\'], ['Ann%M']])(
    'takes %j for what it is, not for a pattern',
    async (q) => {
      expect((await search(q)).filter((number) => number !== 1)).toEqual([]);
    },
  );

  it('takes an underscore of a name for one', async () => {
    expect(await search('ann_m')).toEqual([2]);
  });

  it.each<[string]>([
    ["'"],
    ['"'],
    ['"unclosed'],
    ['\\'],
    ["'; DROP TABLE tickets; --"],
    ["x') OR 1=1 --"],
    ['((((&|!<->'],
    ['!'],
    ['-'],
    ['- - -'],
    ['or or or'],
    ['*:*'],
    ['a:*b'],
    ['<script>alert(1)</script>'],
    ['$1 $2'],
    ['%s%n%d'],
    ['\u202Eabc'],
    ['\u200B\u200B\u200Bx'],
    ['😀'.repeat(50)],
    ['a '.repeat(99)],
    ['-x '.repeat(60)],
    ['"a" or '.repeat(28)],
    ['ﷺ'.repeat(200)],
  ])('answers %j', async (q) => {
    expect(Array.isArray(await search(q))).toBe(true);
  });

  it.each([['%00'], ['nit%00ro'], ['%ED%A0%80'], ['%FF%FE']])(
    'answers bytes that are no text: %s',
    async (q) => {
      const { status } = await moderator.get(`/tickets?q=${q}`);
      expect([200, 400]).toContain(status);
    },
  );

  it.each([
    ['nothing', ''],
    ['white space', '%20%20'],
    ['201 characters', 'x'.repeat(201)],
    ['10 KB', 'long '.repeat(2_000)],
    ['two texts', 'a&q=b'],
  ])('refuses %s', async (_what, q) => {
    const { status, body } = await moderator.get(`/tickets?q=${q}`);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'invalid_query' });
  });

  it('is narrowed by filters, and paged', async () => {
    expect(await search('nitro', '&tag=raid')).toEqual([1]);
    expect(await search('nitro', '&subject=900000000000000001')).toEqual([2]);
    const first = await moderator.get<Found>('/tickets?q=nitro&order=newest&limit=1');
    expect(first.body.items.map(({ number }) => number)).toEqual([2]);
    const cursor = first.body.nextCursor ?? '';
    const second = await moderator.get<Found>(`/tickets?q=nitro&order=newest&limit=1&cursor=${cursor}`);
    expect(second.body.items.map(({ number }) => number)).toEqual([1]);
    expect(second.body.nextCursor).toBeNull();
    const other = await moderator.get(`/tickets?q=free&order=newest&limit=1&cursor=${cursor}`);
    expect(other.body['code']).toBe('bad_cursor');
  });
});
