import { schemas, type ControllerNotes, type OperationNote } from '#http';
import { messageSchema, sendingProblems, webhookNotes, webhookSchema } from './discord-schemas.js';

const { 401: wrongToken, 403: notApproved } = sendingProblems;

const payload = {
  title: 'DiscordMessageToSend',
  type: 'object',
  additionalProperties: true,
  description: "The body of Discord's Execute Webhook; what is not listed is passed over.",
  properties: {
    content: { type: 'string', maxLength: 2000 },
    username: { type: 'string', maxLength: 80 },
    avatar_url: schemas.TEXT,
    embeds: { type: 'array', maxItems: 10, items: schemas.FREE_JSON },
    components: { type: 'array', maxItems: 40, items: schemas.FREE_JSON },
    payload_json: { type: 'string', description: 'Of a form: all of this as JSON.' },
  },
};

const keptByDocket: Pick<OperationNote, 'answers' | 'problems'> = {
  answers: {},
  problems: { 401: wrongToken, 403: 'Always. The register of sources is where it is changed. 50013' },
};
const noMessage: Pick<OperationNote, 'answers' | 'problems'> = {
  answers: {},
  problems: {
    401: wrongToken,
    403: notApproved,
    404: 'Always: Docket keeps what it was sent and has no messages. 10008',
  },
};

export const discordWebhookDocs: ControllerNotes = {
  ...webhookNotes,
  operations: {
    execute: {
      summary: 'Send what is written for a Discord webhook',
      description:
        'One message is one flag; who and what it is about is read from it. Files are kept as evidence. See docs/intake.md.',
      query: {
        wait: { description: '`true`: answer the message.', schema: { type: 'string' } },
        thread_id: { description: 'Passed over.', schema: { type: 'string' } },
      },
      body: {
        schema: payload,
        types: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
        examples: {
          'a text': { content: 'Raid by <@100000000000000004>', username: 'Watcher' },
          'an embed': {
            embeds: [
              {
                title: 'Scam link removed',
                color: 16711680,
                fields: [{ name: 'User', value: '<@100000000000000004>' }],
              },
            ],
          },
        },
      },
      answers: {
        200: { description: 'With `wait=true`, or with files: the message.', schema: messageSchema },
        204: { description: 'It is in the database.' },
      },
      problems: sendingProblems,
    },
    describe: {
      summary: 'What is behind the URL',
      answers: { 200: { description: 'The source as a webhook.', schema: webhookSchema } },
      problems: { 401: wrongToken, 403: notApproved, 404: sendingProblems[404] },
    },
    change: { summary: 'Not possible: change a webhook', ...keptByDocket },
    remove: { summary: 'Not possible: delete a webhook', ...keptByDocket },
    message: { summary: 'Not possible: fetch a message', ...noMessage },
    editMessage: { summary: 'Not possible: edit a message', ...noMessage },
    removeMessage: { summary: 'Not possible: delete a message', ...noMessage },
  },
};
