/**
 * How many an `LRUCache` keeps. Told by `max` it sets room aside for all of them when it is made: with some hundred
 * thousand in all, a tenth of a second of each start and megabytes that most installations never fill.
 */
export function atMost(count: number): { readonly maxSize: number; readonly sizeCalculation: () => number } {
  return { maxSize: count, sizeCalculation: () => 1 };
}
