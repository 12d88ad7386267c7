import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSignal } from './parse-signal.js';

const NOW = new Date('2026-08-01T12:00:00.000Z');
const MINIMAL = { kind: 'flag', category: 'spam', subject: { type: 'user', id: '80351110224678912' } };

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

function signalOf(input: unknown) {
  const parsed = parseSignal(input, NOW);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.signal;
}

function problemsOf(input: unknown) {
  const parsed = parseSignal(input, NOW);
  if ('signal' in parsed) throw new Error('was accepted');
  return parsed.problems;
}

describe('parseSignal takes', () => {
  it('the least a signal needs, and fills in the rest', () => {
    expect(signalOf(MINIMAL)).toEqual({
      ...MINIMAL,
      subject: { ...MINIMAL.subject, name: null },
      externalId: null,
      severity: 'medium',
      confidence: 0.5,
      reporter: null,
      text: '',
      channelId: null,
      messageId: null,
      links: [],
      attachments: [],
      occurredAt: NOW,
      correlationKey: null,
      data: {},
    });
  });

  it('everything a signal can have', () => {
    const full = {
      ...MINIMAL,
      kind: 'report',
      externalId: 'x-1',
      severity: 'critical',
      confidence: 0.25,
      subject: { type: 'message', id: '1', name: 'spammer' },
      reporter: { id: '2', name: 'Ann' },
      text: 'free nitro',
      channelId: '3',
      messageId: '4',
      links: ['https://example.com/a?b=c#d'],
      attachments: [
        { url: 'https://example.com/a.png', filename: 'a.png', contentType: 'image/png', size: 12 },
      ],
      occurredAt: '2026-08-01T13:00:00+02:00',
      correlationKey: 'k',
      data: { rule: 7, nested: { list: [1, null] } },
    };
    expect(signalOf(full)).toEqual({ ...full, occurredAt: new Date('2026-08-01T11:00:00Z') });
  });

  it.each([
    ['report', 1],
    ['appeal', 1],
    ['request', 1],
    ['flag', 0.5],
  ])('a %s with confidence %d when none is given', (kind, confidence) => {
    expect(signalOf({ ...MINIMAL, kind }).confidence).toBe(confidence);
  });

  it('null for every optional field as not given', () => {
    const nulls = Object.fromEntries(
      [
        'externalId severity confidence reporter text channelId messageId links attachments occurredAt',
        'correlationKey data',
      ]
        .join(' ')
        .split(' ')
        .map((field) => [field, null]),
    );
    expect(signalOf({ ...MINIMAL, ...nulls })).toEqual(signalOf(MINIMAL));
  });

  it('a clock that runs ahead by up to a day as now', () => {
    expect(signalOf({ ...MINIMAL, occurredAt: '2026-08-02T11:59:59Z' }).occurredAt).toEqual(NOW);
  });

  it('4000 characters outside the basic plane', () => {
    expect(signalOf({ ...MINIMAL, text: '😀'.repeat(4000) }).text).toHaveLength(8000);
  });

  it.each([
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['markup', '<script>**@everyone**</script>', '<script>**@everyone**</script>'],
    ['SQL', "'; DROP TABLE signals; --", "'; DROP TABLE signals; --"],
    ['right-to-left and zero width', '\u202Eevil\u200B', '\u202Eevil\u200B'],
  ])('%s in every free text, storable and otherwise untouched', (_what, raw, kept) => {
    const signal = signalOf({
      ...MINIMAL,
      externalId: raw,
      correlationKey: raw,
      text: raw,
      subject: { ...MINIMAL.subject, name: raw },
      reporter: { id: '1', name: raw },
      attachments: [{ url: 'https://a.example', filename: raw, contentType: raw }],
      data: { [raw]: raw, list: [{ deep: raw }] },
    });
    expect(signal).toMatchObject({
      externalId: kept,
      correlationKey: kept,
      text: kept,
      subject: { name: kept },
      reporter: { name: kept },
      attachments: [{ filename: kept, contentType: kept }],
      data: { [kept]: kept, list: [{ deep: kept }] },
    });
  });
});

describe('parseSignal refuses', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['nothing', undefined, '', /an object/],
    ['a list', [], '', /an object/],
    ['no kind', { category: 'spam', subject: MINIMAL.subject }, 'kind', /required/],
    ['an unknown kind', { ...MINIMAL, kind: 'alert' }, 'kind', /report, flag, appeal, request/],
    ['no category', { kind: 'flag', subject: MINIMAL.subject }, 'category', /required/],
    ['a category in capitals', { ...MINIMAL, category: 'Spam' }, 'category', /lower-case/],
    ['a long category', { ...MINIMAL, category: 'a'.repeat(41) }, 'category', /40/],
    ['no subject', { kind: 'flag', category: 'spam' }, 'subject', /required/],
    ['a subject without id', { ...MINIMAL, subject: { type: 'user' } }, 'subject.id', /required/],
    ['an unknown subject type', { ...MINIMAL, subject: { type: 'role', id: '1' } }, 'subject.type', /user/],
    [
      'a number as id',
      { ...MINIMAL, subject: { type: 'user', id: 80351110224678912 } },
      'subject.id',
      /string/,
    ],
    ['markup as id', { ...MINIMAL, subject: { type: 'user', id: '<@&1>' } }, 'subject.id', /angle/],
    ['a long id', { ...MINIMAL, subject: { type: 'user', id: '1'.repeat(65) } }, 'subject.id', /64/],
    ['an unknown field', { ...MINIMAL, sevrity: 'low' }, 'sevrity', /data/],
    ['an unknown nested field', { ...MINIMAL, reporter: { id: '1', nick: 'x' } }, 'reporter.nick', /data/],
    ['an unknown severity', { ...MINIMAL, severity: 'urgent' }, 'severity', /low, medium, high, critical$/],
    ['confidence above 1', { ...MINIMAL, confidence: 1.1 }, 'confidence', /at most 1/],
    ['confidence below 0', { ...MINIMAL, confidence: -0.1 }, 'confidence', /at least 0/],
    ['confidence as text', { ...MINIMAL, confidence: '0.5' }, 'confidence', /number/],
    ['long text', { ...MINIMAL, text: 'x'.repeat(4001) }, 'text', /4000/],
    ['long text outside the basic plane', { ...MINIMAL, text: '😀'.repeat(4001) }, 'text', /4000/],
    ['an empty external id', { ...MINIMAL, externalId: '' }, 'externalId', /empty/],
    ['a long external id', { ...MINIMAL, externalId: 'x'.repeat(201) }, 'externalId', /200/],
    ['a long correlation key', { ...MINIMAL, correlationKey: 'x'.repeat(201) }, 'correlationKey', /200/],
    ['too many links', { ...MINIMAL, links: Array(21).fill('https://a.example') }, 'links', /20/],
    [
      'a script link',
      { ...MINIMAL, links: ['https://a.example', 'javascript:alert(1)'] },
      'links[1]',
      /http/,
    ],
    ['a link with a space', { ...MINIMAL, links: ['https://a b'] }, 'links[0]', /http/],
    ['a long link', { ...MINIMAL, links: [`https://a/${'x'.repeat(2048)}`] }, 'links[0]', /2048/],
    [
      'too many attachments',
      { ...MINIMAL, attachments: Array.from({ length: 11 }, () => ({ url: 'https://a' })) },
      'attachments',
      /10/,
    ],
    ['an attachment without url', { ...MINIMAL, attachments: [{}] }, 'attachments[0].url', /required/],
    ['a time without offset', { ...MINIMAL, occurredAt: '2026-08-01T12:00:00' }, 'occurredAt', /offset/],
    ['an impossible time', { ...MINIMAL, occurredAt: '2026-13-41T99:00:00Z' }, 'occurredAt', /ISO 8601/],
    ['a time in two days', { ...MINIMAL, occurredAt: '2026-08-03T12:00:00Z' }, 'occurredAt', /future/],
    ['a time before Discord', { ...MINIMAL, occurredAt: '1970-01-21T00:00:00Z' }, 'occurredAt', /2015/],
    ['data that is a list', { ...MINIMAL, data: [] }, 'data', /object/],
    ['too much data', { ...MINIMAL, data: { a: 'x'.repeat(16_384) } }, 'data', /16384 bytes/],
    ['too much data in bytes', { ...MINIMAL, data: { a: '€'.repeat(6000) } }, 'data', /16384 bytes/],
    ['data too deep', { ...MINIMAL, data: { a: nested(17) } }, 'data', /16 levels/],
    [
      'data so deep that recursion would overflow',
      { ...MINIMAL, data: { a: nested(200_000) } },
      'data',
      /16/,
    ],
  ])('%s', (_what, input, path, message) => {
    expect(problemsOf(input)).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it('with all that is wrong at once, up to 20', () => {
    expect(problemsOf({ kind: 'x', category: 'X', subject: 5 }).map(({ path }) => path)).toEqual([
      'kind',
      'category',
      'subject',
    ]);
    const strange = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, 1]));
    expect(problemsOf({ ...MINIMAL, ...strange })).toHaveLength(20);
  });

  it('names a hostile field without repeating all of it', () => {
    const [problem] = problemsOf({ ...MINIMAL, [`\0\uD800${'x'.repeat(5000)}`]: 1 });
    expect(problem?.path).toMatch(/^\uFFFD\uFFFDx+…$/);
    expect(problem?.path.length).toBeLessThanOrEqual(80);
  });
});

describe('parseSignal never throws', () => {
  const hostileText = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
  const anything = fc.anything({ withNullPrototype: true, withBigInt: false });

  it('whatever comes in', () => {
    fc.assert(
      fc.property(anything, (input) => void parseSignal(input, NOW)),
      { numRuns: 500 },
    );
  });

  it('whatever one field holds', () => {
    const field = fc.constantFrom(
      'kind',
      'category',
      'subject',
      'reporter',
      'text',
      'links',
      'attachments',
      'data',
    );
    fc.assert(
      fc.property(field, anything, (name, value) => void parseSignal({ ...MINIMAL, [name]: value }, NOW)),
      { numRuns: 1000 },
    );
  });

  it('and what it accepts is storable: no NUL, no lone surrogate', () => {
    fc.assert(
      fc.property(hostileText, fc.dictionary(hostileText, hostileText), (text, data) => {
        const parsed = parseSignal({ ...MINIMAL, text, data }, NOW);
        if ('problems' in parsed) return;
        const json = JSON.stringify(parsed.signal);
        expect(json.replaceAll('\\\\', '')).not.toMatch(/\\u(0000|d[89a-f])/);
      }),
      { numRuns: 1000 },
    );
  });
});
