import { shortHash } from './hash.js';

const MIN_LETTERS = 4;
const MAX_COMPARED = 1024;

/** Hash of a normalised text; null when it holds too little to tell two things apart. */
export function fingerprintOf(normalised: string): string | null {
  if (normalised.length < MIN_LETTERS) return null;
  if (normalised.length < 3 * MIN_LETTERS && normalised.replaceAll(' ', '').length < MIN_LETTERS) return null;
  return shortHash(normalised.slice(0, MAX_COMPARED));
}
