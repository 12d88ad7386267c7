/** Shards `first` to `last`, both included, of `count`. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

const RANGE = /^(\d+)(?:-(\d+))?\/(\d+)$/;

/** `0-3/8`, `2/8`; null for `auto`, and for what is no range of shards. */
export function shardRange(text: string): ShardRange | null {
  const [, first, last = first, count] = RANGE.exec(text) ?? [];
  if (first === undefined) return null;
  const range = { first: Number(first), last: Number(last), count: Number(count) };
  return range.first <= range.last && range.last < range.count ? range : null;
}

export function isShards(text: unknown): boolean {
  return text === 'auto' || (typeof text === 'string' && shardRange(text) !== null);
}
