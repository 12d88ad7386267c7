import { isSnowflake, type ActorType, type SubjectType } from '#kernel';
import { quote } from '../../text/quote.js';
import { quoteWithin } from '../../text/quote-within.js';
import type { CardTexts } from './card.texts.js';

const LONGEST_NAME = 200;
const NOTHING = '–';

/** Someone by their id; shown as their name, and pinging nobody where nothing is allowed to. */
export function mention(userId: string): string {
  return isSnowflake(userId) ? `<@${userId}>` : named(userId);
}

export function subject(type: SubjectType, id: string, name: string | null): string {
  const called = name === null ? '' : ` ${quoteWithin(name, LONGEST_NAME, quote)}`;
  if (type === 'user') return `${mention(id)}${called}`;
  if (type === 'channel' && isSnowflake(id)) return `<#${id}>${called}`;
  return `${named(id)}${called}`;
}

/** A name that consists of nothing to be seen is shown as such: Discord takes no empty field. */
function named(name: string): string {
  return quoteWithin(name, LONGEST_NAME, quote) || NOTHING;
}

export function actor(type: ActorType | null, id: string | null, texts: CardTexts): string {
  if (type === 'user' && id !== null) return mention(id);
  return type === 'service' ? texts.program : texts.docket;
}

/** A time as each reader's own clock tells it, from now. */
export function fromNow(at: Date): string {
  return `<t:${Math.floor(at.getTime() / 1_000)}:R>`;
}
