const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to leave Discord alone after so many failures in a row: longer each time, and scattered. */
export function pauseAfter(failures: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS);
  return Math.round(full * (0.5 + random / 2));
}
