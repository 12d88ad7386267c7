import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '#kernel';

const MOST_WAITING = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** Outages that last longer are healed by reading on from where Docket stopped. */
const PATIENCE_MS = 600_000;

/**
 * Work that an event of the gateway asks for. Discord does not repeat what it told, so what fails because
 * Postgres is away is tried again, and a stop waits for what runs.
 */
@Injectable()
export class GatewayWork {
  private readonly logger = new Logger('Discord');
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  /** `work` is safe to run twice. Resolves when it was done, or given up. */
  async run(what: string, work: () => Promise<void>): Promise<void> {
    if (this.running.size >= MOST_WAITING) {
      this.logger.warn(
        { what, waiting: this.running.size },
        'Too much waits: an event of Discord was let go',
      );
      return;
    }
    const run = this.attempts(what, work);
    this.running.add(run);
    await run;
    this.running.delete(run);
  }

  /** Resolves when everything was done or given up; nothing is tried again from now on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async attempts(what: string, work: () => Promise<void>): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await work();
        return;
      } catch (error) {
        const passes = error instanceof DomainError && error.kind === 'unavailable';
        if (!passes || this.stopping.signal.aborted || performance.now() > until) {
          this.logger.error({ what, error }, 'What Discord told could not be taken in');
          return;
        }
      }
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}
