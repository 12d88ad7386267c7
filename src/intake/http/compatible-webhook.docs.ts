import { schemas, type ControllerNotes } from '#http';
import { sendingProblems, webhookNotes } from './discord-schemas.js';

const types = ['application/json', 'application/x-www-form-urlencoded'];

const slackMessage = {
  title: 'SlackMessageToSend',
  type: 'object',
  additionalProperties: true,
  properties: {
    text: schemas.TEXT,
    username: schemas.TEXT,
    attachments: schemas.listOf(schemas.FREE_JSON),
    blocks: schemas.listOf(schemas.FREE_JSON),
    payload: { type: 'string', description: 'Of a form: all of this as JSON.' },
  },
};

export const compatibleWebhookDocs: ControllerNotes = {
  ...webhookNotes,
  operations: {
    slack: {
      summary: 'Send what is written for a Slack incoming webhook',
      body: {
        schema: slackMessage,
        types,
        examples: { 'a text': { text: 'Disk of db-1 is 97 % full', username: 'Monitor' } },
      },
      answers: { 200: { description: '`ok`', schema: schemas.TEXT, type: 'text/plain' } },
      problems: sendingProblems,
    },
    github: {
      summary: "Send an event of GitHub's",
      description: 'A delivery that is sent again is the same signal; a ping is none.',
      headers: {
        'x-github-event': { description: 'Which event it is.', example: 'issues' },
        'x-github-delivery': { description: 'The external id.' },
      },
      body: {
        schema: { ...schemas.FREE_JSON, description: 'As GitHub sends it; in a form, JSON in `payload`.' },
        types,
        examples: { 'an issue was opened': { action: 'opened', number: 7 } },
      },
      answers: { 204: { description: 'It is in the database.' } },
      problems: sendingProblems,
    },
  },
};
