const STOPS = ['SIGTERM', 'SIGINT'] as const;
/** A terminal and the package manager above both pass on one Ctrl-C. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Resolves with the first request to stop; a second one, given on purpose, forces.
 * @NOTE the handlers stay: until the process ends, a repeated signal must not kill it half-way.
 */
export function untilStopSignal(force: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    for (const signal of STOPS) {
      process.on(signal, () => {
        if (firstAt === null) {
          firstAt = performance.now();
          resolve(signal);
        } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
          force();
        }
      });
    }
  });
}
