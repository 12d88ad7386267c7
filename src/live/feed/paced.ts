import { Logger } from '@nestjs/common';

export interface Pace {
  /** How long it waits for more reasons to run, in milliseconds. */
  readonly leadMs: number;
  /** From one start to the next, at least. */
  readonly gapMs: number;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

/**
 * Work that is done again whenever there is a reason, never twice at once. It rests at least as long as it
 * took, so that however much there is to do, half of the time is left for others. What fails is tried again.
 */
export class Paced {
  private readonly logger = new Logger('Live');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private notBefore = 0;
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly pace: Pace,
    private readonly work: () => Promise<void>,
  ) {}

  /** There is a reason to run: soon, and once for all reasons until then. */
  wake(): void {
    this.again = true;
    if (this.closed || this.running || this.timer) return;
    const delay = Math.max(this.pace.leadMs, this.notBefore - performance.now());
    this.timer = setTimeout(() => this.start(), delay).unref();
  }

  /** Does not run for so long. */
  rest(ms: number): void {
    this.notBefore = Math.max(this.notBefore, performance.now() + ms);
  }

  /** Runs no more, and waits for what runs. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private start(): void {
    this.timer = null;
    this.again = false;
    this.running = Promise.resolve()
      .then(() => this.run())
      .finally(() => {
        this.running = null;
        if (this.again) this.wake();
      });
  }

  private async run(): Promise<void> {
    const startedAt = performance.now();
    try {
      await this.work();
      this.failures = 0;
    } catch (error) {
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LAST_RETRY_MS);
      this.failures += 1;
      this.logger.warn({ work: this.name, retryMs, error }, 'Could not do it; trying again');
      this.rest(retryMs);
      this.again = true;
    }
    const tookMs = performance.now() - startedAt;
    this.rest(Math.max(this.pace.gapMs - tookMs, tookMs));
  }
}
