import { isSnowflake } from '#kernel';
import type { Decision, Signal } from '#triage';
import type { PartyRecord } from './db/party-store.js';
import type { SearchRecord } from './db/search-store.js';
import type { Ticket } from './domain/ticket.js';

const MAX_TEXT = 4_000;
const MAX_JOINED_TEXT = 1_000;

/**
 * Whom a signal makes party to its ticket (I8): the member it is about, the author of the message it is
 * about where the source names one (`data.authorId`), and who brought it.
 */
export function partiesOf(signal: Signal, { id: ticketId, version }: Ticket): PartyRecord[] {
  const { guildId, subject, reporter, receivedAt, data } = signal;
  const party = { guildId, ticketId, addedAt: receivedAt, sinceVersion: version };
  const subjects = new Set<string>();
  if (subject.type === 'user') subjects.add(subject.id);
  if (typeof data['authorId'] === 'string' && isSnowflake(data['authorId'])) subjects.add(data['authorId']);
  const parties = [...subjects].map((userId): PartyRecord => ({ ...party, userId, role: 'subject' }));
  if (reporter !== null) parties.push({ ...party, userId: reporter.id, role: 'reporter' });
  return parties;
}

/** What the signal adds to what its ticket is found by; null when that is nothing. */
export function searchOf(
  signal: Signal,
  decision: Decision,
  before: Ticket | null,
  after: Ticket,
  newReporter: boolean,
): SearchRecord | null {
  const { guildId, id: ticketId, tags } = after;
  const reporter = [signal.reporter?.name, signal.reporter?.id];
  if (before === null) {
    const body = joined([after.title, signal.text.slice(0, MAX_TEXT)]);
    const people = joined([signal.subject.name, signal.subject.id, ...reporter]);
    return { guildId, ticketId, body, people, tags };
  }
  const saysMore = decision.fingerprint === null || decision.fingerprint !== before.fingerprint;
  const body = saysMore ? signal.text.slice(0, MAX_JOINED_TEXT) : '';
  const people = newReporter ? joined(reporter) : '';
  const tagged = tags.length !== before.tags.length;
  return body === '' && people === '' && !tagged ? null : { guildId, ticketId, body, people, tags };
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter((text) => text !== null && text !== undefined && text !== '').join(' ');
}
