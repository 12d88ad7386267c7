const EVERY_MS = 500;

/** Writes the newest of what it is told, at most so often; the end is always written. */
export function progressWriter(
  write: (percent: number) => Promise<void>,
): (percent: number) => Promise<void> {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return async (percent) => {
    const now = performance.now();
    if (percent < 100 && now - writtenAt < EVERY_MS) return;
    writtenAt = now;
    await write(percent);
  };
}
