/** A half-open stretch of time, in whole buckets. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** Buckets start at multiples of their length since 1970, so that every process draws the same lines. */
export function bucketStart(at: Date, everySeconds: number): Date {
  const length = everySeconds * 1_000;
  return new Date(Math.floor(at.getTime() / length) * length);
}

/** From what was done to the end of the last whole bucket; null when that is nothing. */
export function dueRange(doneUntil: Date, now: Date, everySeconds: number): Range | null {
  const to = bucketStart(now, everySeconds);
  return to > doneUntil ? { from: doneUntil, to } : null;
}

/** The newest `most` buckets of a range, oldest first. */
export function bucketsOf(range: Range, everySeconds: number, most: number): Range[] {
  const length = everySeconds * 1_000;
  const end = range.to.getTime();
  const count = Math.min(Math.ceil((end - range.from.getTime()) / length), most);
  return Array.from({ length: count }, (_, index) => {
    const start = end - (count - index) * length;
    return { from: new Date(start), to: new Date(start + length) };
  });
}
