import type { NewSignal } from '#intake';
import type { Person } from '#triage';
import type { SupportTopic } from '../../mapping/domain/member-settings.js';
import { outsideText, personOf } from '../outside-text.js';
import type { WrittenRequest } from './request-modal.js';

const MOST_TEXT = 4_000;
const MOST_SUBJECT = 100;

export function requestSignal(
  interactionId: string,
  member: Person,
  topic: SupportTopic,
  { subject, text, files }: WrittenRequest,
  now: Date,
): NewSignal {
  const person = personOf(member);
  return {
    externalId: `interaction:${interactionId}`,
    kind: 'request',
    category: 'support',
    severity: 'medium',
    confidence: 1,
    subject: { type: 'user', ...person },
    reporter: person,
    text: outsideText([subject, text].filter(Boolean).join('\n\n'), MOST_TEXT),
    channelId: null,
    messageId: null,
    links: [],
    attachments: files,
    occurredAt: now,
    correlationKey: null,
    data: { topic: topic.id, topicName: topic.name, subject: outsideText(subject, MOST_SUBJECT) },
  };
}
