import { schemas, type ControllerNotes, type JsonSchema } from '#http';
import { EVENT_TYPES, STREAMS } from '#kernel';
import { DISABLED_REASONS, ENDPOINT_STATUSES } from '../domain/endpoint.js';

const { about, listOf, named, oneOf, orNull, SNOWFLAKE, TEXT, TIME, UUID, WHOLE } = schemas;

const properties = {
  id: UUID,
  guildId: SNOWFLAKE,
  sourceId: about(
    orNull(SNOWFLAKE),
    'The source that is told what became of its signals; null: it is told of all.',
  ),
  name: TEXT,
  url: TEXT,
  eventTypes: about(
    listOf(oneOf(EVENT_TYPES)),
    'Empty: all but `ticket.claim_renewed`; of a source `ticket.resolved` and `ticket.reopened`.',
  ),
  streams: about(listOf(oneOf(STREAMS)), 'Of the tickets it hears of; empty: all.'),
  status: oneOf(ENDPOINT_STATUSES),
  disabledReason: about(
    orNull(oneOf(DISABLED_REASONS)),
    '`asked`: by you. `gone`: it answered 410. `failing`: for three days. `behind`: it was owed too much.',
  ),
  disabledAt: orNull(TIME),
  failures: about(WHOLE, 'Since it last took something.'),
  failingSince: orNull(TIME),
  pausedUntil: about(orNull(TIME), 'Nothing is sent before.'),
  secretIssuedAt: TIME,
  createdAt: TIME,
  updatedAt: TIME,
};

const endpointSchema: JsonSchema = named('CallbackEndpoint', properties);
const withSecret: JsonSchema = named('CallbackEndpointWithSecret', {
  ...properties,
  secret: about(TEXT, 'Shown this once. For Standard Webhooks signatures.'),
});

const fields = {
  url: 'Where calls go: an https address on the internet, or a host that the operator lists.',
  eventTypes: 'What it hears of. Left out or empty: all but `ticket.claim_renewed`.',
  streams: 'Of tickets in which streams. Left out or empty: all.',
};

export const UNKNOWN_ENDPOINT =
  'There is no such endpoint in this guild, or no such guild. `unknown_callback`, `unknown_guild`';
export const DISABLED = 'It is disabled. `callback_disabled`';
const BAD_URL = 'The address may not be called. `bad_callback_url`';

export const endpointPath = {
  id: {
    description: 'The id of the endpoint.',
    schema: UUID,
    example: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11',
  },
};

export const endpointsDocs: ControllerNotes = {
  tag: 'Callbacks',
  path: endpointPath,
  operations: {
    create: {
      summary: 'Have calls made about tickets',
      description:
        'From now on. Each call is signed as Standard Webhooks has it, with the secret that the answer holds, this once.',
      body: {
        fields: {
          ...fields,
          sourceId: 'For a source: it is told of the tickets that hold its signals, with their ids.',
        },
        examples: {
          everything: { name: 'Archive', url: 'https://archive.example/docket' },
          'what was decided': {
            name: 'Sanctions bot',
            url: 'https://bot.example/hooks/docket',
            eventTypes: ['ticket.resolved', 'ticket.reopened'],
            streams: ['review', 'escalation'],
          },
        },
      },
      answers: { 201: { description: 'The endpoint with its secret.', schema: withSecret } },
      problems: {
        400: BAD_URL,
        404: 'There is no such guild, or no such source in it. `unknown_guild`, `unknown_source`',
        409: 'The guild has as many as it may. `too_many_callbacks`',
      },
    },
    list: {
      summary: "The guild's endpoints of callbacks",
      answers: { 200: { description: 'A page of endpoints.', schema: schemas.pageOf(endpointSchema) } },
      problems: { 404: 'There is no such guild. `unknown_guild`' },
    },
    get: {
      summary: 'An endpoint of callbacks',
      answers: { 200: { description: 'The endpoint.', schema: endpointSchema } },
      problems: { 404: UNKNOWN_ENDPOINT },
    },
    change: {
      summary: 'Change an endpoint, disable it or switch it on again',
      description:
        'What is left out stays as it is. Disabled, what it was owed is dropped; switched on again, it hears of what happens from then on.',
      body: {
        fields,
        examples: { disabled: { status: 'disabled' }, 'of appeals alone': { streams: ['appeal'] } },
      },
      answers: { 200: { description: 'The endpoint as it is now.', schema: endpointSchema } },
      problems: { 400: BAD_URL, 404: UNKNOWN_ENDPOINT },
    },
    remove: {
      summary: 'Remove an endpoint',
      answers: { 204: { description: 'It is gone, and nothing more is sent.' } },
      problems: { 404: UNKNOWN_ENDPOINT },
    },
    rotateSecret: {
      summary: 'Give an endpoint a new secret',
      description: 'For a day calls carry a signature of each, so that the receiver can change over.',
      answers: { 200: { description: 'The endpoint with its new secret.', schema: withSecret } },
      problems: { 404: UNKNOWN_ENDPOINT },
    },
    test: {
      summary: 'Try an endpoint',
      description: 'Sends a call of the type `callback.test`, which tells of nothing.',
      answers: {
        202: { description: 'It is on its way.', schema: named('CallbackTest', { deliveryId: UUID }) },
      },
      problems: { 404: UNKNOWN_ENDPOINT, 409: DISABLED },
    },
  },
};
