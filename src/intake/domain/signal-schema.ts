import { SEVERITIES, SIGNAL_KINDS, SUBJECT_TYPES } from '#kernel';

export const MAX_TEXT = 4000;
export const MAX_DATA_BYTES = 16_384;
export const MAX_DATA_DEPTH = 16;
export const MAX_LINKS = 20;
export const MAX_LINK = 2048;
export const MAX_ATTACHMENTS = 10;
export const MAX_EXTERNAL_ID = 200;
export const MAX_CORRELATION_KEY = 200;
export const MAX_NAME = 100;
export const MAX_FILENAME = 260;

const CATEGORY = '^[a-z][a-z0-9_]{0,39}$';
/** Printable ASCII without spaces and angle brackets: room for foreign ids, none for markup. */
const ID = '^[!-;=?-~]{1,64}$';
const URL = '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>"`\\p{C}]+$';

/** What a value that misses its pattern or format should have been. */
export const EXPECTED: Readonly<Record<string, string>> = {
  [CATEGORY]: 'lower-case words joined by underscores, at most 40 characters (for example "hate_speech")',
  [ID]: '1 to 64 printable ASCII characters without spaces or angle brackets, such as a Discord id',
  [URL]: 'an http or https URL',
  'date-time': 'an ISO 8601 time with its offset, such as 2026-08-01T12:00:00Z',
};

const id = { type: 'string', pattern: ID, description: `A Discord id, or ${EXPECTED[ID] ?? ''}.` } as const;
const name = { type: 'string', maxLength: MAX_NAME, nullable: true } as const;
const url = { type: 'string', maxLength: MAX_LINK, pattern: URL } as const;

/**
 * A signal as `POST …/signals` takes it. The one place where its fields and bounds are stated: Ajv
 * compiles it for validation and the OpenAPI document shows it. `null` stands for "not given".
 */
export const signalSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'category', 'subject'],
  properties: {
    kind: { type: 'string', enum: SIGNAL_KINDS, description: 'What sort of thing came in.' },
    externalId: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_EXTERNAL_ID,
      nullable: true,
      description: "The sender's own id. The same id from the same source is accepted once.",
    },
    category: { type: 'string', pattern: CATEGORY, description: `What it is about: ${EXPECTED[CATEGORY]}.` },
    severity: {
      type: 'string',
      enum: [...SEVERITIES, null],
      nullable: true,
      default: 'medium',
    },
    confidence: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      nullable: true,
      description: 'How sure the sender is. Left out: 0.5 for a flag, 1 for what a person says.',
    },
    subject: {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'id'],
      description: 'Who or what the signal is about.',
      properties: { type: { type: 'string', enum: SUBJECT_TYPES }, id, name },
    },
    reporter: {
      type: 'object',
      additionalProperties: false,
      required: ['id'],
      nullable: true,
      description: 'The person who said it, when a person did.',
      properties: { id, name },
    },
    text: { type: 'string', maxLength: MAX_TEXT, nullable: true },
    channelId: { ...id, nullable: true },
    messageId: { ...id, nullable: true },
    links: { type: 'array', maxItems: MAX_LINKS, nullable: true, items: url },
    attachments: {
      type: 'array',
      maxItems: MAX_ATTACHMENTS,
      nullable: true,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['url'],
        properties: {
          url,
          filename: { type: 'string', maxLength: MAX_FILENAME, nullable: true },
          contentType: { type: 'string', maxLength: 100, nullable: true },
          size: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, nullable: true },
        },
      },
    },
    occurredAt: {
      type: 'string',
      format: 'date-time',
      maxLength: 40,
      nullable: true,
      description: 'When it happened. Left out, or ahead of our clock by up to a day: the time of arrival.',
    },
    correlationKey: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_CORRELATION_KEY,
      nullable: true,
      description: 'Signals of a guild with the same key join the same unresolved ticket.',
    },
    data: {
      type: 'object',
      nullable: true,
      additionalProperties: true,
      description: 'Anything else worth keeping: at most 16 KiB of JSON, 16 levels deep.',
    },
  },
} as const;
