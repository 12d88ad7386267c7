import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { Leases } from './leases.js';
import { Turns } from './turns.js';
import type { DueWork } from './works.js';

const PAGE = 200;
const AT_ONCE = 16;
const COMPLAIN_EVERY_MS = 30_000;
/** All works look every second, and mostly there is nothing: no reason to have a connection each. */
const LOOKS_AT_ONCE = 2;

@Injectable()
export class DueRunner {
  private readonly logger = new Logger('Jobs');
  private readonly looks = new Turns(LOOKS_AT_ONCE);
  private readonly complainedAt = new Map<string, number>();

  constructor(
    private readonly leases: Leases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Does everything that is due now; one that fails is met again next time and holds up no other. */
  async run(name: string, work: DueWork<unknown>, signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    // Mostly there is nothing, and then nothing is written either.
    const first = await this.looks.take(() => work.find({ now, after: null, limit: 1 }));
    if (first.length === 0) return;
    await this.leases.hold(`due:${name}`, signal, async (held) => {
      let after: unknown = null;
      for (;;) {
        const items = await work.find({ now, after, limit: PAGE });
        await this.handleAll(name, work, items, held);
        if (items.length < PAGE || held.aborted) return;
        after = items.at(-1);
      }
    });
  }

  private async handleAll(
    name: string,
    work: DueWork<unknown>,
    items: readonly unknown[],
    signal: AbortSignal,
  ): Promise<void> {
    const line = items.values();
    const one = async (): Promise<void> => {
      for (const item of line) {
        if (signal.aborted) return;
        try {
          await work.handle(item, signal);
        } catch (error) {
          this.complain(name, error);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, one));
  }

  /** What fails fails every round, so one line stands for many. */
  private complain(name: string, error: unknown): void {
    const now = performance.now();
    if (now - (this.complainedAt.get(name) ?? Number.NEGATIVE_INFINITY) < COMPLAIN_EVERY_MS) return;
    this.complainedAt.set(name, now);
    this.logger.warn({ work: name, error }, 'Something that is due could not be done; it is tried again');
  }
}
