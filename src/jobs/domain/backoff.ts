/**
 * The pause after the so-manieth failure (1 for the first): doubled each time up to the most, and drawn from
 * its upper half, so that jobs that failed together don't come back together. `random` is from [0, 1).
 */
export function backoffMs(
  failures: number,
  backoff: { readonly firstMs: number; readonly maxMs: number },
  random: number,
): number {
  const doublings = Math.min(failures - 1, 40);
  const full = Math.min(backoff.firstMs * 2 ** doublings, backoff.maxMs);
  return Math.round(full * (0.5 + random / 2));
}
