import { schemas, type ControllerNotes } from '#http';
import { signalSchema } from '../domain/signal-schema.js';
import { receiptSchema } from './receipt-schema.js';

const headers = {
  'docket-source': {
    description: 'The id of the source, where a signature or the token of a service logs in for it.',
  },
  'webhook-id': { description: 'The external id of a single signal whose body has none.' },
  'webhook-timestamp': { description: 'Of a signature: seconds since 1970, within 5 minutes of now.' },
};
const answerHeaders = {
  RateLimit: 'What is left of the rate of the source, and in how many seconds it is full again.',
  'RateLimit-Policy': 'The rate of the source.',
};

const example = {
  kind: 'flag',
  externalId: 'automod-91822',
  category: 'scam',
  severity: 'high',
  confidence: 0.93,
  subject: { type: 'user', id: '100000000000000004', name: 'gift-bot' },
  text: 'Same link in 12 channels',
  links: ['https://steamcommunlty.example/gift'],
};

const least = { kind: 'report', category: 'spam', subject: { type: 'user', id: '100000000000000004' } };

const signal = { title: 'Signal', ...signalSchema };

const problemInBatch = {
  type: 'object',
  description: 'Why this one was refused: a problem document without an instance.',
  additionalProperties: true,
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: schemas.TEXT,
    title: schemas.TEXT,
    status: schemas.WHOLE,
    detail: schemas.TEXT,
    code: schemas.TEXT,
  },
};

const problems = {
  401: 'Without a valid login. `credentials_missing`, `wrong_credentials`, `signature_outside_window`',
  403: 'The source is not approved, or the token may not send. `source_proposed`, `source_suspended`, `source_retired`, `scope_missing`',
  404: 'There is no such source. `unknown_source`',
  429: 'Too fast: come back after `Retry-After` seconds. `source_rate_limited`, `too_many_failed_entries`',
};

export const signalsDocs: ControllerNotes = {
  tag: 'Signals',
  security: ['source', 'signature', 'token'],
  operations: {
    accept: {
      summary: 'Send a signal',
      description:
        'It is in the database when the answer is sent. The same external id from the same source is one signal: the repeat answers the first one’s ticket. See docs/intake.md.',
      headers,
      body: { schema: signal, examples: { 'a flag of a bot': example, 'the least': least } },
      answers: {
        202: { description: 'The receipt.', schema: receiptSchema, headers: answerHeaders },
      },
      problems: {
        ...problems,
        400: 'The signal, a header or the address is not valid. `invalid_signal`, `invalid_json`, `invalid_path`, `source_missing`, `source_mismatch`, `invalid_webhook_id`',
      },
    },
    acceptBatch: {
      summary: 'Send up to 500 signals',
      description: 'Each is taken or refused on its own; the results are in their order.',
      headers: {
        'docket-source': headers['docket-source'],
        'webhook-id': { description: 'Of a signature.' },
        'webhook-timestamp': headers['webhook-timestamp'],
      },
      body: {
        schema: {
          type: 'object',
          additionalProperties: false,
          required: ['signals'],
          properties: { signals: { type: 'array', maxItems: 500, items: signal } },
        },
        examples: { two: { signals: [example, least] } },
      },
      answers: {
        202: {
          description: 'A receipt or a problem for each.',
          schema: schemas.objectOf({
            results: schemas.listOf({ anyOf: [receiptSchema, problemInBatch] }),
          }),
          headers: answerHeaders,
        },
      },
      problems: {
        ...problems,
        400: 'It is no batch. `invalid_body`, `invalid_json`, `invalid_path`, `source_missing`, `source_mismatch`',
      },
    },
  },
};
