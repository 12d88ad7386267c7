/** What a list of tickets to choose from needs to know of each. */
export interface Choosable {
  readonly id: string;
  readonly number: number;
  readonly title: string;
}

export interface Candidates<Line extends Choosable> {
  /** Claimed by whoever asks. */
  readonly own: readonly Line[];
  /** The top of the list. */
  readonly top: readonly Line[];
  /** What a search for the text found. */
  readonly found: readonly Line[];
}

/**
 * The tickets that fit what was typed, each once: the number itself, one's own, numbers and titles that begin so or
 * hold it, then what the search found. With nothing typed: one's own, then the top of the list.
 */
export function rankChoices<Line extends Choosable>(
  typed: string,
  { own, top, found }: Candidates<Line>,
  most: number,
): Line[] {
  const text = typed.trim().replace(/^#/, '').toLowerCase();
  const mine = new Set(own.map(({ id }) => id));
  const searched = new Set(found.map(({ id }) => id));
  const unique = [...new Map([...own, ...top, ...found].map((line) => [line.id, line])).values()];
  return unique
    .map((line) => ({ line, rank: rankOf(line, text, mine.has(line.id), searched.has(line.id)) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, most)
    .map(({ line }) => line);
}

function rankOf(
  { number, title }: Choosable,
  text: string,
  isMine: boolean,
  isFound: boolean,
): number | null {
  const digits = String(number);
  if (text !== '' && digits === text) return 0;
  const fit = text === '' || digits.startsWith(text) || title.toLowerCase().includes(text);
  if (fit) return isMine ? 1 : 2;
  return isFound ? 3 : null;
}
