/** Bounds of what a command may carry. A reply is one Discord message, hence 2000. */
export const LIMITS = {
  reason: 1000,
  note: 4000,
  reply: 2000,
  title: 200,
  tags: 20,
  actions: 20,
  /** Ten years; what lasts longer lasts for good and has no duration. */
  durationSeconds: 315_360_000,
  splitSignals: 100,
  reasons: 20,
  waitDays: 366,
} as const;

export const TAG = /^[a-z0-9_-]{1,32}$/;
export const CATEGORY = /^[a-z][a-z0-9_]{0,39}$/;
