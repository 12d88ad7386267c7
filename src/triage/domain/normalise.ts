import { foldConfusables } from './confusables.js';
import { readLink, TOKEN_BREAKS } from './links.js';

/** As long as the longest text a signal carries; longer only ever arises by decomposition. */
const MAX_LENGTH = 4000;
const NON_ASCII = /[\u0080-\uffff]/;
const PLAIN_WORD = /^[a-z]+$/;
const INVISIBLE = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
const ASCII_NUMBER = /[0-9]+(?:[.,][0-9]+)*/g;
const ASCII_REST = /[^a-z0-9]+/g;
const NUMBER = /\p{Nd}+(?:[.,]\p{Nd}+)*/gu;
const REST = /[^\p{L}\p{N}]+/gu;

/**
 * The form in which texts are compared: words in lower case with single spaces between, look-alikes
 * folded to Latin, invisible characters and accents gone, numbers as `0`, links as their registrable
 * domain (`link` when they have none). Normalising twice changes nothing.
 */
export function normalise(text: string): string {
  const ascii = !NON_ASCII.test(text);
  const folded = ascii ? text.slice(0, MAX_LENGTH).toLowerCase() : fold(text);
  let out = '';
  for (const token of folded.split(TOKEN_BREAKS)) {
    const words = PLAIN_WORD.test(token) ? token : reduce(token, ascii);
    if (words !== '') out = out === '' ? words : `${out} ${words}`;
  }
  return out;
}

function reduce(token: string, ascii: boolean): string {
  const link = readLink(token);
  if (link !== null) return link.domain ?? 'link';
  return ascii
    ? token.replace(ASCII_NUMBER, '0').replace(ASCII_REST, ' ').trim()
    : token.replace(NUMBER, '0').replace(REST, ' ').trim();
}

function fold(text: string): string {
  const letters = text.normalize('NFKD').slice(0, MAX_LENGTH).toLowerCase().replace(INVISIBLE, '');
  return foldConfusables(letters).normalize('NFC');
}
