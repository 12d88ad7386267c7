import type { SupportTopic } from '../../mapping/domain/member-settings.js';

/** Of a select: https://discord.com/developers/docs/components/reference#string-select */
export const MOST_TOPICS = 25;
const LONGEST_NAME = 100;
const LONGEST_ID = 40;

/**
 * Support topics from their names, with commas between them. A name that is there already keeps its id, so that
 * tickets of before stay with it. Null when there is none, one is too long or there are more than 25.
 */
export function namedTopics(text: string, present: readonly SupportTopic[]): SupportTopic[] | null {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length === 0 || names.length > MOST_TOPICS) return null;
  if (names.some((name) => name.length > LONGEST_NAME)) return null;
  const known = new Map(present.map(({ id, name }) => [name, id]));
  const taken = new Set(names.flatMap((name) => known.get(name) ?? []));
  return names.map((name, i) => {
    const id = known.get(name) ?? freeId(slug(name) || `topic_${i + 1}`, taken);
    taken.add(id);
    return { id, name };
  });
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST_ID);
}

function freeId(wished: string, taken: ReadonlySet<string>): string {
  let id = wished;
  for (let i = 2; taken.has(id); i += 1) id = `${wished}_${i}`;
  return id;
}
