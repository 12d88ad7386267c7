import type { SupportTopic } from '../../mapping/domain/member-settings.js';
import { plain } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { supportTexts } from './support.texts.js';

const OTHER = 'other';
/** Of Discord's choices and options. */
const LONGEST_NAME = 100;

type OwnTopic = keyof (typeof supportTexts)['en']['topics'];

/** A topic as members read it: Docket's own in their language, the guild's as the guild wrote it. */
export function topicName({ id, name }: SupportTopic, language: Language): string {
  const own = Object.hasOwn(supportTexts.en.topics, id) ? (id as OwnTopic) : null;
  const isOwn = own !== null && supportTexts.en.topics[own] === name;
  return isOwn ? supportTexts[language].topics[own] : plain(name).slice(0, LONGEST_NAME) || id;
}

/** The topic that was chosen; whatever else was typed is something else. */
export function readTopic(topics: readonly SupportTopic[], id: string | undefined): SupportTopic {
  return (
    topics.find((topic) => topic.id === id) ??
    topics.find((topic) => topic.id === OTHER) ?? { id: OTHER, name: supportTexts.en.topics.other }
  );
}
