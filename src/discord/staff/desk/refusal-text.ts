import { isSnowflake, OUTCOMES, STATUSES, type DomainError, type JsonObject } from '#kernel';
import { timeText } from '../../text/ages.js';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { refusalTexts, type RefusalFacts } from './refusals.texts.js';

type Codes = (typeof refusalTexts)[Language]['codes'];

/** Why a command on a ticket was refused, for the person who gave it. */
export function refusalText({ code, message, details }: DomainError, language: Language): string {
  const { codes } = refusalTexts[language];
  return isKnown(code, codes) ? codes[code](factsOf(code, details, language)) : message;
}

function isKnown(code: string, codes: Codes): code is keyof Codes {
  return Object.hasOwn(codes, code);
}

/** Out of what every refusal says of the ticket as it stands. */
function factsOf(code: string, details: JsonObject, language: Language): RefusalFacts {
  const texts = refusalTexts[language];
  const { statuses, outcomes } = wordTexts[language];
  const { number, ownerId, claimExpiresAt, status, allowedFrom, allowedOutcomes } = details;
  const isHeld = typeof ownerId === 'string' && isSnowflake(ownerId);
  const noOwner = code === 'version_moved' ? texts.nobody : texts.somebody;
  return {
    ticket: typeof number === 'number' ? `**#${number}**` : texts.theTicket,
    owner: isHeld ? `<@${ownerId}>` : noOwner,
    until: typeof claimExpiresAt === 'string' ? texts.until(timeText(new Date(claimExpiresAt), 't')) : '',
    status: wordOf(status, STATUSES, statuses),
    allowed: [
      ...namesOf(allowedFrom, STATUSES, statuses),
      ...namesOf(allowedOutcomes, OUTCOMES, outcomes),
    ].join(', '),
  };
}

function namesOf<Word extends string>(
  words: unknown,
  known: readonly Word[],
  names: Readonly<Record<Word, string>>,
): string[] {
  return Array.isArray(words) ? words.map((word) => wordOf(word, known, names)) : [];
}

function wordOf<Word extends string>(
  word: unknown,
  known: readonly Word[],
  names: Readonly<Record<Word, string>>,
): string {
  const found = known.find((one) => one === word);
  return found === undefined ? '' : names[found];
}
