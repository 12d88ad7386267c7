import { Ajv } from 'ajv';
import { cleanText, type JsonObject, type Severity, type SignalKind, type SubjectType } from '#kernel';
import type { Attachment, Person } from '#triage';
import { boundJson } from './bounded-json.js';
import { problemsOf, type FieldProblem } from './field-problem.js';
import { useQuickMaxLength } from './max-length.js';
import type { NewSignal } from './new-signal.js';
import { MAX_DATA_BYTES, MAX_DATA_DEPTH, signalSchema } from './signal-schema.js';

export type ParsedSignal = { readonly signal: NewSignal } | { readonly problems: readonly FieldProblem[] };

type Maybe<T> = T | null | undefined;

/** `signalSchema`, said in TypeScript; Ajv has checked that an input is one. */
interface SignalInput {
  kind: SignalKind;
  category: string;
  subject: { type: SubjectType; id: string; name?: Maybe<string> };
  externalId?: Maybe<string>;
  severity?: Maybe<Severity>;
  confidence?: Maybe<number>;
  reporter?: Maybe<{ id: string; name?: Maybe<string> }>;
  text?: Maybe<string>;
  channelId?: Maybe<string>;
  messageId?: Maybe<string>;
  links?: Maybe<string[]>;
  attachments?: Maybe<AttachmentInput[]>;
  occurredAt?: Maybe<string>;
  correlationKey?: Maybe<string>;
  data?: Maybe<JsonObject>;
}
interface AttachmentInput {
  url: string;
  filename?: Maybe<string>;
  contentType?: Maybe<string>;
  size?: Maybe<number>;
}

const DAY_MS = 86_400_000;
/** Discord did not exist before; an older time is a wrong unit. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

const ajv = new Ajv({ allErrors: true, ownProperties: true });
useQuickMaxLength(ajv);
ajv.addFormat('date-time', {
  validate: (text: string) => ISO_TIME.test(text) && !Number.isNaN(Date.parse(text)),
});
const validate = ajv.compile<SignalInput>(signalSchema);

const NOTHING: readonly [] = Object.freeze([]);

/** A signal in Docket's own format, checked and bounded, or everything that is wrong with it. Never throws. */
export function parseSignal(input: unknown, now: Date): ParsedSignal {
  if (!validate(input)) return { problems: problemsOf(validate.errors) };
  const occurredAt = occurredAtOf(input.occurredAt, now);
  if (!(occurredAt instanceof Date)) return { problems: [occurredAt] };
  const data = dataOf(input.data);
  if ('problem' in data) return { problems: [data.problem] };
  return {
    signal: {
      externalId: clean(input.externalId),
      kind: input.kind,
      category: input.category,
      severity: input.severity ?? 'medium',
      confidence: input.confidence ?? (input.kind === 'flag' ? 0.5 : 1),
      subject: { type: input.subject.type, id: input.subject.id, name: clean(input.subject.name) },
      reporter: personOf(input.reporter),
      text: cleanText(input.text ?? ''),
      channelId: input.channelId ?? null,
      messageId: input.messageId ?? null,
      links: input.links ?? NOTHING,
      attachments: input.attachments?.map(attachmentOf) ?? NOTHING,
      occurredAt,
      correlationKey: clean(input.correlationKey),
      data: data.value,
    },
  };
}

function clean(text: Maybe<string>): string | null {
  return typeof text === 'string' && text !== '' ? cleanText(text) : null;
}

function personOf(person: Maybe<{ id: string; name?: Maybe<string> }>): Person | null {
  return person ? { id: person.id, name: clean(person.name) } : null;
}

function attachmentOf(input: AttachmentInput): Attachment {
  return {
    url: input.url,
    filename: clean(input.filename),
    contentType: clean(input.contentType),
    size: input.size ?? null,
  };
}

/** A clock that runs ahead is forgiven by taking the time of arrival; a time next week is a mistake. */
function occurredAtOf(input: Maybe<string>, now: Date): Date | FieldProblem {
  if (input == null) return now;
  const at = Date.parse(input);
  if (at > now.getTime() + DAY_MS) {
    return { path: 'occurredAt', message: 'must not be more than a day in the future' };
  }
  if (at < EARLIEST_MS) return { path: 'occurredAt', message: 'must not be before 2015' };
  return at > now.getTime() ? now : new Date(at);
}

function dataOf(input: Maybe<JsonObject>): { value: JsonObject } | { problem: FieldProblem } {
  if (input == null) return { value: {} };
  const value = boundJson(input, { bytes: MAX_DATA_BYTES, depth: MAX_DATA_DEPTH });
  switch (value) {
    case 'too_deep':
      return { problem: { path: 'data', message: `must be at most ${MAX_DATA_DEPTH} levels deep` } };
    case 'too_large':
      return { problem: { path: 'data', message: `must be at most ${MAX_DATA_BYTES} bytes of JSON` } };
    default:
      return { value };
  }
}
