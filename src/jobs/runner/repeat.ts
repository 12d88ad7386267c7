import { Logger } from '@nestjs/common';

export interface Repeated {
  /** Resolves when the last round has ended. */
  stop(): Promise<void>;
}

/** Does something again and again, a pause after each end, never twice at once; a failure is logged. */
export function repeat(everyMs: number, work: (signal: AbortSignal) => Promise<void>): Repeated {
  const logger = new Logger('Jobs');
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> = Promise.resolve();

  const go = async (): Promise<void> => {
    try {
      await work(stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) logger.warn({ error }, 'Upkeep of jobs failed; trying again');
    }
    later();
  };
  // Processes that start together don't stay in step.
  const later = (): void => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(
      () => {
        round = go();
      },
      everyMs * (0.8 + Math.random() * 0.2),
    ).unref();
  };
  later();
  return {
    stop: async () => {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}
