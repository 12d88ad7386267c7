import { cleanText, truncateText, type JsonObject } from '#kernel';
import { boundJson } from '../bounded-json.js';
import type { NewSignal } from '../new-signal.js';
import {
  MAX_ATTACHMENTS,
  MAX_DATA_BYTES,
  MAX_DATA_DEPTH,
  MAX_EXTERNAL_ID,
  MAX_TEXT,
} from '../signal-schema.js';
import type { Alert, AlertField } from './alert.js';
import { categoryOfValue, categoryOfWords, categorySetting } from './category.js';
import { linksIn, messageLinkIn, usableLinks, type FoundMessage } from './discord-text.js';
import { fieldsInText, fieldsOf, mappingOf, type Mapping } from './field-names.js';
import { findReporter, findSubject } from './find-subject.js';
import { severityOfColour, severityOfTitle, severityOfWord, severitySetting } from './severity.js';

/** What is known about the door besides what came through it. */
export interface AlertContext {
  readonly guildId: string;
  readonly sourceId: string;
  readonly settings: JsonObject;
  readonly now: Date;
}

const EARLIEST_MS = Date.UTC(2015, 0, 1);
const LONE_ID = /^\W{0,4}(\d{17,20})\W{0,4}$/;
const MESSAGE_IN_FOOTER = /\b(?:message|msg)[ _-]?id\W{1,4}(\d{17,20})\b/i;
/** Leaves room in `data` for what is not a field. */
const MAX_FIELDS_BYTES = 12_000;

/** One alert is one flag. Reads what the alert says outright first, then what its fields and words say. */
export function signalOfAlert(raw: Alert, { guildId, sourceId, settings, now }: AlertContext): NewSignal {
  const mapping = mappingOf(settings);
  const alert = { ...raw, fields: [...raw.fields, ...fieldsInText(raw.text)] };
  const text = readableText(raw);
  const message = findMessage(alert, mapping, text, guildId);
  const reason = fieldsOf(alert.fields, mapping.reason)[0]?.value ?? null;
  const { name, ...subject } = findSubject(alert, mapping, message, sourceId);
  const reporter = findReporter(alert, mapping);
  return {
    externalId: alert.known.externalId?.slice(0, MAX_EXTERNAL_ID) ?? null,
    kind: 'flag',
    category: categoryOf(alert, mapping, text, settings),
    severity: severityOf(alert, mapping, settings),
    confidence: confidenceOf(alert, mapping),
    subject: { ...subject, name: name === null ? null : cleanText(name) },
    reporter: reporter && { ...reporter, name: reporter.name === null ? null : cleanText(reporter.name) },
    text: truncateText(cleanText(text), MAX_TEXT),
    channelId: message?.channelId ?? null,
    messageId: message?.messageId ?? null,
    links: usableLinks([...alert.links, ...linksIn(text)]),
    attachments: alert.attachments.slice(0, MAX_ATTACHMENTS),
    occurredAt: timeOf(alert.at, now),
    correlationKey: null,
    data: dataOf(alert, reason),
  };
}

function readableText(alert: Alert): string {
  const fields = alert.fields.map(({ name, value }) => `${name}: ${value}`);
  return [alert.text, ...fields, ...alert.footers].filter((part) => part.trim() !== '').join('\n');
}

/** A link into another guild is only a link: its message is not ours to act on. Without a link, an id that says it is one. */
function findMessage(alert: Alert, mapping: Mapping, text: string, guildId: string): FoundMessage | null {
  const linked = fieldsOf(alert.fields, mapping.messageLink).map(({ value }) => value);
  for (const place of [...linked, ...alert.links, text].map(messageLinkIn)) {
    if (place?.guildId === guildId) return place;
  }
  const messageId =
    fieldsOf(alert.fields, mapping.messageId)
      .map(({ value }) => LONE_ID.exec(value)?.[1])
      .find((id) => id !== undefined) ?? MESSAGE_IN_FOOTER.exec(alert.footers.join('\n'))?.[1];
  return messageId === undefined ? null : { messageId, channelId: null };
}

function categoryOf(alert: Alert, mapping: Mapping, text: string, settings: JsonObject): string {
  const named = fieldsOf(alert.fields, mapping.category)[0];
  return (
    (named && categoryOfValue(named.value)) ??
    categorySetting(settings) ??
    alert.known.category ??
    (alert.title && categoryOfWords(alert.title)) ??
    categoryOfWords(text) ??
    'other'
  );
}

function severityOf(alert: Alert, mapping: Mapping, settings: JsonObject): NewSignal['severity'] {
  const named = fieldsOf(alert.fields, mapping.severity)[0];
  return (
    (named && severityOfWord(named.value)) ??
    alert.known.severity ??
    severityOfTitle(alert.title ?? alert.text.slice(0, 200)) ??
    severityOfColour(alert.colour) ??
    severitySetting(settings) ??
    'medium'
  );
}

/** `97 %` and `0.97` are the same; nothing said is the half that any flag starts with. */
function confidenceOf(alert: Alert, mapping: Mapping): number {
  const [named] = fieldsOf(alert.fields, mapping.confidence);
  const [, digits, percent] = /^\W*(\d{1,3}(?:\.\d{1,6})?)\s*(%?)/.exec(named?.value ?? '') ?? [];
  if (digits === undefined) return 0.5;
  const value = percent === '%' ? Number(digits) / 100 : Number(digits);
  return value >= 0 && value <= 1 ? value : 0.5;
}

function timeOf(at: Date | null, now: Date): Date {
  if (at === null || Number.isNaN(at.getTime()) || at.getTime() < EARLIEST_MS) return now;
  return at > now ? now : at;
}

function dataOf(alert: Alert, reason: string | null): JsonObject {
  const own = { format: alert.format, sender: alert.sender, title: alert.title, reason, ...alert.data };
  const data = boundJson({ ...own, fields: fittingFields(alert.fields) }, limits);
  return typeof data === 'string' ? { format: alert.format } : data;
}

const limits = { bytes: MAX_DATA_BYTES, depth: MAX_DATA_DEPTH };

function fittingFields(fields: readonly AlertField[]): JsonObject {
  const fitting: [string, string][] = [];
  let left = MAX_FIELDS_BYTES;
  for (const { name, value } of fields) {
    left -= JSON.stringify([name, value]).length * 3;
    if (left < 0) break;
    fitting.push([name, value]);
  }
  return Object.fromEntries(fitting);
}
