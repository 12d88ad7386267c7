import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { withCorrelationId } from './correlation.js';
import { DocketLogger } from './docket-logger.js';
import { safeText } from './safe-text.js';

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

function logger(pretty = false): Logger {
  Logger.overrideLogger(new DocketLogger(pretty));
  return new Logger('Test');
}

function record(): unknown {
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{.*\}\n$/);
  return JSON.parse(written[0] ?? '');
}

describe('DocketLogger', () => {
  it.each(['log', 'warn', 'error', 'fatal'] as const)(
    'writes %s as one object: facts and a sentence',
    (level) => {
      logger()[level]({ ticketId: 't1', attempts: 3n }, 'Something happened');
      expect(record()).toMatchObject({
        level,
        message: 'Something happened',
        context: 'Test',
        ticketId: 't1',
        attempts: '3',
      });
    },
  );

  it('names the work that a line belongs to', async () => {
    const log = logger();
    await withCorrelationId('request-7', async () => {
      await Promise.resolve();
      log.log({}, 'Deep inside');
    });
    expect(record()).toMatchObject({ correlationId: 'request-7' });
  });

  it('does not let a line break start another record', () => {
    logger().log({ name: 'a\n{"level":"fatal"}' }, 'Named');
    expect(record()).toMatchObject({ name: 'a\n{"level":"fatal"}' });
  });

  it.each([
    ['a header', { headers: { Authorization: 'Bearer abcdefghijkl' } }],
    ['a token', { source: { token: 'abcdefghijkl' } }],
    ['a client secret', { clientSecret: 'abcdefghijkl' }],
    ['what someone wrote', { message: { content: 'abcdefghijkl' } }],
    [
      'an error that quotes an address',
      { error: new Error('no answer from postgres://u:abcdefghijkl@db/x') },
    ],
    [
      'an error that quotes a webhook',
      { error: new Error('404 /webhooks/100000000000000001/abcdefghijklmnopq') },
    ],
    ['an error that quotes a header', { error: new Error('sent Bot abcdefghijkl') }],
  ])('writes no secret of %s', (_what, facts) => {
    logger().error(facts, 'Failed');
    expect(written.join()).not.toContain('abcdefghijkl');
    written.length = 0;
    logger(true).error(facts, 'Failed');
    expect(written.join()).not.toContain('abcdefghijkl');
  });

  it('leaves out values that Postgres quotes', () => {
    const error = Object.assign(new Error('invalid input syntax for type uuid: "what someone wrote"'), {
      code: '22P02',
      severity: 'ERROR',
      detail: 'what someone wrote',
      where: 'JSON data, line 1: [{"name": "what someone wrote"',
      internalQuery: "SELECT 'what someone wrote'",
    });
    logger().error({ error }, 'Failed');
    expect(record()).toMatchObject({ error: { message: 'data exception 22P02', code: '22P02' } });
    expect(written.join()).not.toContain('someone');
  });

  it('says nothing of how the framework wires itself up', () => {
    Logger.overrideLogger(new DocketLogger(false));
    new Logger('InstanceLoader').log('AppModule dependencies initialized');
    expect(written).toEqual([]);
  });
});

describe('safeText', () => {
  it('says how long a text is and lets the same one be recognised', () => {
    const text = 'meet me at noon';
    expect(safeText(text)).toMatch(/^text\(15, [0-9a-f]{8}\)$/);
    expect(safeText(text)).toBe(safeText(text));
    expect(safeText(text)).not.toBe(safeText('meet me at nine'));
  });
});
