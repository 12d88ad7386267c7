import { schemas, type ControllerNotes, type JsonSchema } from '#http';

const { SNOWFLAKE, TEXT, WHOLE, YES_NO, FREE_JSON, listOf, orNull } = schemas;

/** What all calls under a webhook URL have in common in their description. */
export const webhookNotes: Pick<ControllerNotes, 'tag' | 'security' | 'path' | 'refusal'> = {
  tag: 'Webhook URLs',
  security: [],
  path: {
    id: { description: 'The id of the source.', schema: SNOWFLAKE },
    token: { description: 'Its token: the URL is the login.' },
    version: {
      description: "The version of Discord's API, whichever a client uses: v and a number.",
      schema: { type: 'string', pattern: '^v\\d{1,2}$' },
      example: 'v10',
    },
    messageId: { description: 'The id of a message.', schema: SNOWFLAKE, example: '100000000000000005' },
  },
  refusal: {
    title: 'DiscordError',
    type: 'object',
    description: "An error of Discord's API; of a 429, `retry_after` says how many seconds to wait.",
    additionalProperties: true,
    required: ['message'],
    properties: { message: TEXT, code: WHOLE, errors: FREE_JSON, retry_after: schemas.NUMBER },
  },
};

/** The refusals of calls that bring a signal. */
export const sendingProblems = {
  400: 'It cannot be read or says nothing. 50035, 50006, 50109',
  401: 'A wrong token, or no such webhook. 50027',
  403: 'The source is not approved; the message says what to do. 50013',
  404: 'The address is no webhook’s. 10015',
  413: 'Too large. 40005',
  415: 'A type that this call does not take.',
  429: 'Too fast: come back after `retry_after` seconds.',
};

export const webhookSchema: JsonSchema = schemas.named('DiscordWebhook', {
  id: SNOWFLAKE,
  type: WHOLE,
  name: TEXT,
  avatar: orNull(TEXT),
  channel_id: SNOWFLAKE,
  guild_id: SNOWFLAKE,
  application_id: orNull(SNOWFLAKE),
  token: TEXT,
  url: TEXT,
});

export const messageSchema: JsonSchema = schemas.named('DiscordMessage', {
  id: SNOWFLAKE,
  type: WHOLE,
  channel_id: SNOWFLAKE,
  webhook_id: SNOWFLAKE,
  content: TEXT,
  embeds: listOf(FREE_JSON),
  attachments: listOf(FREE_JSON),
  components: listOf(FREE_JSON),
  mentions: listOf(FREE_JSON),
  mention_roles: listOf(TEXT),
  mention_everyone: YES_NO,
  author: FREE_JSON,
  pinned: YES_NO,
  tts: YES_NO,
  flags: WHOLE,
  timestamp: schemas.TIME,
  edited_timestamp: orNull(schemas.TIME),
});
