import { cleanText, truncateText } from '#kernel';
import type { Person } from '#triage';

const MOST_NAME = 100;
/** Each takes six bytes of JSON and none can be seen. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** What somebody wrote, as a signal may hold it: well-formed, bounded, and else as it came. */
export function outsideText(text: string, max: number): string {
  return truncateText(cleanText(text).replace(CONTROLS, ' '), max);
}

export function personOf({ id, name }: Person): Person {
  return { id, name: name === null ? null : outsideText(name, MOST_NAME) };
}
