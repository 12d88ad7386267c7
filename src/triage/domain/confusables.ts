/**
 * Letters that look like Latin ones, folded to what they look like. NFKD has already turned fullwidth,
 * circled, superscript, Roman-numeral and mathematical letters into plain ones, taken accents off, and lower case has
 * been applied; so what is left are the lower-case look-alikes of other scripts and Latin letters that
 * do not decompose. Covered: Cyrillic, Greek, Armenian, Cherokee and IPA look-alikes, small capitals,
 * barred and hooked Latin. Not covered: digits and punctuation that stand for letters ("fr33", "$ale").
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀⱥ',
  b: 'ьƅᏼʙɓв',
  c: 'сᴄƈↄ',
  d: 'ԁɗđɖᴅժ',
  e: 'еєεҽɛᴇəɘ℮',
  f: 'ғſꞙƒꜰ',
  g: 'ɡցɢǥɠ',
  h: 'һհʜħн',
  i: 'іιıɩɪꭵɨ',
  j: 'јϳʝɉᴊ',
  k: 'кκᴋƙҝ',
  l: 'łʟɭӏǀ',
  m: 'мᴍɱ',
  n: 'пηոռɴŋɲ',
  o: 'оοσςօøᴏɵөჿ',
  p: 'рρᴘƥ',
  q: 'ԛգʠ',
  r: 'гʀɍᴦɾ',
  s: 'ѕꜱʂƽ',
  t: 'тτᴛŧƭ',
  u: 'υսᴜʋʉ',
  v: 'ѵνᴠⱴ',
  w: 'ԝωᴡɯա',
  x: 'хχҳ',
  y: 'уүγʏყɏ',
  z: 'ᴢƶʐȥ',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
};

const FOLDED: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKALIKES).flatMap(([latin, characters]) =>
    Array.from(characters, (character) => [character, latin] as const),
  ),
);
const CONFUSABLE = new RegExp(`[${[...FOLDED.keys()].join('')}]`, 'gu');

export function foldConfusables(text: string): string {
  return text.replace(CONFUSABLE, (character) => FOLDED.get(character) ?? character);
}
