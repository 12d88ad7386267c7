import type { NewSignal } from '#intake';
import type { Person } from '#triage';
import { outsideText, personOf } from '../outside-text.js';
import type { Answered } from './appeal-modal.js';
import type { Appealable } from './domain/appealable.js';

const MOST_TEXT = 4_000;
const MOST_ANSWER = 1_000;
const MOST_QUESTION = 100;

/** An appeal with its questions as they were asked: what they are later is another matter. */
export function appealSignal(
  member: Person,
  { action, attempt }: Appealable,
  answers: readonly Answered[],
  now: Date,
): NewSignal {
  const person = personOf(member);
  const kept = answers.map(({ question, answer }) => ({
    question: outsideText(question, MOST_QUESTION),
    answer: outsideText(answer, MOST_ANSWER),
  }));
  const whole = kept.map(({ question, answer }) => `${question}\n${answer}`).join('\n\n');
  return {
    // One attempt is one appeal, however often it is sent.
    externalId: `appeal:${action.id}:${attempt}`,
    kind: 'appeal',
    category: 'appeal',
    severity: 'medium',
    confidence: 1,
    subject: { type: 'user', ...person },
    reporter: person,
    text: outsideText(whole, MOST_TEXT),
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: now,
    correlationKey: null,
    data: { actionId: action.id, actionType: action.type, attempt, answers: kept },
  };
}
