import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import { GiveUp, JobCancelled, JobsStopping, JobTimedOut, RetryAt } from './errors.js';
import { outcomeOfError, type Attempt, type Outcome } from './outcome.js';

const NOW = new Date('2026-08-01T12:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

function attempt(over: Partial<Attempt> = {}): Attempt {
  return {
    kind: { maxAttempts: 3, backoff: { firstMs: 1_000, maxMs: 10_000 } },
    maxAttempts: null,
    failures: 0,
    aborted: null,
    ...over,
  };
}

describe('outcomeOfError', () => {
  it.each<[string, unknown, Attempt, Outcome]>([
    [
      'a first failure waits the first pause',
      new Error('no'),
      attempt(),
      { type: 'later', at: after(500), failures: 1, error: 'Error: no' },
    ],
    [
      'a second failure waits twice as long',
      new Error('no'),
      attempt({ failures: 1 }),
      { type: 'later', at: after(1_000), failures: 2, error: 'Error: no' },
    ],
    [
      'the last failure is the end',
      new Error('no'),
      attempt({ failures: 2 }),
      { type: 'dead', failures: 3, error: 'Error: no' },
    ],
    [
      'a job with attempts of its own has those',
      new Error('no'),
      attempt({ maxAttempts: 1 }),
      { type: 'dead', failures: 1, error: 'Error: no' },
    ],
    [
      'giving up is the end at once',
      new GiveUp('gone'),
      attempt(),
      { type: 'dead', failures: 1, error: 'GiveUp: gone' },
    ],
    [
      'being told to come back counts no failure',
      new RetryAt(after(30_000)),
      attempt({ failures: 2 }),
      { type: 'later', at: after(30_000), failures: 2, error: 'RetryAt: Told to come back later' },
    ],
    [
      'nobody is sent away for longer than a day',
      new RetryAt(after(1e9)),
      attempt(),
      { type: 'later', at: after(86_400_000), failures: 0, error: 'RetryAt: Told to come back later' },
    ],
    [
      'a time that has passed is a second from now',
      new RetryAt(after(-5)),
      attempt(),
      { type: 'later', at: after(1_000), failures: 0, error: 'RetryAt: Told to come back later' },
    ],
    [
      'no date is a second from now',
      new RetryAt(new Date(Number.NaN)),
      attempt(),
      { type: 'later', at: after(1_000), failures: 0, error: 'RetryAt: Told to come back later' },
    ],
    [
      'a database that is away counts no failure',
      new DomainError('unavailable', 'database_unavailable', 'Away.'),
      attempt({ failures: 2 }),
      { type: 'later', at: after(2_500), failures: 2, error: 'DomainError: Away.' },
    ],
    [
      'a stopping process puts its jobs back',
      new Error('aborted'),
      attempt({ aborted: new JobsStopping() }),
      { type: 'put_back' },
    ],
    [
      'a cancelled job is done',
      new Error('aborted'),
      attempt({ aborted: new JobCancelled() }),
      { type: 'done' },
    ],
    [
      'a run that took too long says so, whatever it failed of',
      new Error('aborted'),
      attempt({ aborted: new JobTimedOut(50) }),
      {
        type: 'later',
        at: after(500),
        failures: 1,
        error: 'JobTimedOut: The job took longer than 50 ms.',
      },
    ],
    [
      'what is no error is told too',
      'text\0',
      attempt({ failures: 2 }),
      { type: 'dead', failures: 3, error: 'text' },
    ],
  ])('%s', (_name, error, given, expected) => {
    expect(outcomeOfError(error, given, NOW, 0)).toEqual(expected);
  });
});
