import { describe, expect, it } from '@jest/globals';
import { OUTCOMES, type JsonObject } from '#kernel';
import { EMPTY_MAPPING } from '../../mapping/domain/guild-mapping.js';
import { LANGUAGES } from '../../text/texts.js';
import { NOTICE_KINDS } from './notice-kind.js';
import { isTold, renderNotice, type NoticeTicket } from './render-notice.js';

const REPORT: NoticeTicket = { number: 12, kind: 'report', stream: 'review' };
const APPEAL: NoticeTicket = { number: 13, kind: 'appeal', stream: 'appeal' };
const event = (payload: JsonObject, reason: string | null = null) => ({ payload, reason });

describe('renderNotice', () => {
  it('tells how a report ended, and nothing of what was done or why', () => {
    const text = renderNotice(
      'outcome',
      event({ outcome: 'actioned' }, 'Banned @bob for doxxing'),
      REPORT,
      'en',
    );
    expect(text).toBe(
      'Your report **#12** is closed. The team looked at it and took action. Thank you for telling us.',
    );
  });

  it('tells who appeals why it was decided so', () => {
    const text = renderNotice('outcome', event({ outcome: 'upheld' }, 'The log is clear.'), APPEAL, 'en');
    expect(text).toBe(
      'Your appeal **#13** is closed. The decision you contested stands.\n> The log is clear\\.',
    );
  });

  it('I12: quotes what staff write, however they write it', () => {
    const text = renderNotice(
      'reply',
      event({ text: '@everyone [x](https://evil.example)\n# hi' }),
      APPEAL,
      'en',
    );
    expect(text).toBe(
      'The team answers your appeal **#13**:\n> \\@everyone \\[x\\]\\(https\\://evil\\.example\\)\n> \\# hi',
    );
  });

  it('speaks the language of the member', () => {
    const text = renderNotice('outcome', event({ outcome: 'upheld' }, 'The log is clear.'), APPEAL, 'de');
    expect(text).toBe(
      'Dein Einspruch **#13** ist abgeschlossen. Die Entscheidung bleibt bestehen.\n> The log is clear\\.',
    );
    expect(renderNotice('reply', event({ text: 'Ja' }), APPEAL, 'de')).toBe(
      'Das Team antwortet auf deinen Einspruch **#13**:\n> Ja',
    );
  });

  const every = NOTICE_KINDS.flatMap((kind) =>
    OUTCOMES.flatMap((outcome) => LANGUAGES.map((language) => [kind, outcome, language] as const)),
  );
  it.each(every)('fits into a message: %s, %s, %s', (kind, outcome, language) => {
    const long = event({ text: '*'.repeat(4_000), outcome }, '`\n'.repeat(1_000));
    expect(renderNotice(kind, long, APPEAL, language).length).toBeLessThanOrEqual(2_000);
  });
});

describe('isTold', () => {
  const kept = { payload: {}, erasedAt: null };
  it.each([
    ['an outcome of review', 'outcome', REPORT, kept, true],
    [
      'an outcome of what was closed by a rule',
      'outcome',
      { ...REPORT, stream: 'auto_resolve' },
      kept,
      false,
    ],
    ['a reply to what was closed by a rule', 'reply', { ...REPORT, stream: 'auto_resolve' }, kept, true],
    ['what was erased', 'reply', APPEAL, { payload: {}, erasedAt: new Date() }, false],
  ] as const)('%s', (_what, kind, ticket, of, told) => {
    expect(isTold(kind, of, ticket, EMPTY_MAPPING)).toBe(told);
  });
});
