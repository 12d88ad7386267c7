/** At most so many within so many minutes. */
export interface Rate {
  readonly count: number;
  readonly minutes: number;
}

export function windowStart({ minutes }: Rate, now: Date): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

/** When the next is let in again: when enough of those in the window have left it. */
export function freeAgain(taken: readonly Date[], rate: Rate, now: Date): Date {
  const since = windowStart(rate, now);
  const within = taken.filter((at) => at > since).toSorted((a, b) => a.getTime() - b.getTime());
  const leaves = within[within.length - rate.count];
  return leaves === undefined ? now : new Date(leaves.getTime() + rate.minutes * 60_000);
}
