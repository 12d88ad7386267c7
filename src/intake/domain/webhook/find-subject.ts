import type { Person, Subject } from '#triage';
import type { Alert } from './alert.js';
import { idIn, idOfName, mentionIn, nameIn, type FoundMessage } from './discord-text.js';
import { fieldsInText, fieldsOf, normalName, type Mapping } from './field-names.js';

const FOOTER_ID = /^(?:(?:user|member|author|target|offender)[ _-]?)?id\s*[:：]?\s*(\d{17,20})\b/i;

/**
 * Who or what an alert is about. In this order: a field that names a member, with an id in it or in a
 * field beside it; an id in the footer; the first mention of someone who isn't named as staff or as
 * reporter; a member known by name alone; the linked message; the monitored thing; the source itself.
 */
export function findSubject(
  alert: Alert,
  mapping: Mapping,
  message: FoundMessage | null,
  sourceId: string,
): Subject {
  if (alert.known.subject !== undefined) return alert.known.subject;
  const members = fieldsOf(alert.fields, mapping.member);
  const withId = members.find(({ value }) => idIn(value) !== null);
  const name = firstOf(members, ({ value }) => nameIn(value));
  if (withId !== undefined)
    return { type: 'user', id: idIn(withId.value)!, name: nameIn(withId.value) ?? name };
  const id =
    firstOf(fieldsOf(alert.fields, mapping.memberId), ({ value }) => idIn(value)) ??
    firstOf(alert.footers, (footer) =>
      footer
        .split(/[|•·\n]/)
        .map(footerId)
        .find((found) => found !== null),
    ) ??
    mentionIn(withoutStaff(alert, mapping));
  if (id !== null) return { type: 'user', id, name };
  if (name !== null) return { type: 'other', id: idOfName(name), name };
  if (message !== null) return { type: 'message', id: message.messageId, name: null };
  const thing = firstOf(fieldsOf(alert.fields, mapping.thing), ({ value }) => nameIn(value));
  if (thing !== null) return { type: 'other', id: idOfName(thing), name: thing };
  return { type: 'other', id: sourceId, name: alert.sender };
}

export function findReporter(alert: Alert, mapping: Mapping): Person | null {
  for (const { value } of fieldsOf(alert.fields, mapping.reporter)) {
    const id = idIn(value);
    if (id !== null) return { id, name: nameIn(value) };
  }
  return null;
}

function footerId(part: string): string | null {
  return FOOTER_ID.exec(part.trim())?.[1] ?? null;
}

/** The text in which a mention means the subject: not "Moderator: @someone". */
function withoutStaff(alert: Alert, mapping: Mapping): string {
  const others = new Set([...mapping.staff, ...mapping.reporter]);
  const isOther = (name: string): boolean => others.has(normalName(name));
  const lines = alert.text
    .split('\n')
    .filter((line) => !fieldsInText(line).some(({ name }) => isOther(name)));
  const values = alert.fields.filter(({ name }) => !isOther(name)).map(({ value }) => value);
  return [...lines, ...values].join('\n');
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null | undefined): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null && found !== undefined) return found;
  }
  return null;
}
