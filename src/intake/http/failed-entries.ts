import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { LocalRateLimiter } from '../rate/local-rate-limiter.js';

const MAX_FAILURES_PER_MINUTE = 60;

/**
 * Failed attempts to get in, per address. Past the limit they are answered 429; a right credential still
 * passes, so that nobody behind the same proxy can shut the others out. Tokens are far too long to guess.
 */
@Injectable()
export class FailedEntries {
  constructor(private readonly limiter: LocalRateLimiter) {}

  /** Throws when there were too many. */
  note(address: string): void {
    const { granted, retryAfterMs } = this.limiter.take(`failed:${address}`, MAX_FAILURES_PER_MINUTE, 1);
    if (granted === 1) return;
    throw new DomainError(
      'rate_limited',
      'too_many_failed_entries',
      'Too many attempts with wrong credentials came from this address. Check them, and wait before trying again.',
      { retryAfterSeconds: retryAfterMs / 1000 },
    );
  }
}
