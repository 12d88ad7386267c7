import { schemas, type ControllerNotes } from '#http';
import {
  listedSourceSchema,
  sourcePath,
  sourceSchema,
  sourceWithTokenSchema,
  UNKNOWN_SOURCE,
} from './source-schema.js';

const fields = {
  kind: 'Where its signals come from. It stays for good.',
  purpose: 'What it is for.',
  ownerId: 'Who answers for it.',
  permissions: 'What it may do at Discord.',
  dependencies: 'What it needs to work.',
  failurePlan: 'What to do when it fails.',
  worstCase: 'What could happen at worst.',
  trust: 'How much its confidence counts. Left out: by its kind.',
  noiseBudgetMinutes: 'Minutes of staff time it may cost a day; null: no bound.',
  rateLimitPerMinute: 'Signals it may send a minute. Left out: 6000.',
  status: 'Only an approved source is let in. Left out: approved.',
  settings: 'How its format is read, at most 16 KiB.',
};

export const sourcesDocs: ControllerNotes = {
  tag: 'Sources',
  path: sourcePath,
  operations: {
    register: {
      summary: 'Register a source',
      description:
        'The answer holds the token and the webhook URL, this once. Any tool that can post to a Discord webhook can post to that URL unchanged.',
      body: {
        fields,
        examples: {
          'an API client': { name: 'Report form', kind: 'api' },
          'a bot, with its entry in the register': {
            name: 'Anti-scam bot',
            kind: 'webhook',
            purpose: 'Flags scam links that AutoMod lets through.',
            ownerId: '100000000000000003',
            permissions: ['View Channels', 'Read Message History'],
            failurePlan: 'Moderators watch #general until it is back.',
            worstCase: 'It flags every link for an hour.',
            trust: 0.7,
            noiseBudgetMinutes: 30,
            rateLimitPerMinute: 120,
          },
        },
      },
      answers: { 201: { description: 'The source with its token.', schema: sourceWithTokenSchema } },
      problems: {
        404: 'There is no such guild. `unknown_guild`',
        409: 'The guild has as many sources as it may. `too_many_sources`',
      },
    },
    list: {
      summary: "The guild's sources",
      answers: { 200: { description: 'A page of sources.', schema: schemas.pageOf(listedSourceSchema) } },
      problems: { 404: 'There is no such guild. `unknown_guild`' },
    },
    get: {
      summary: 'A source',
      answers: { 200: { description: 'The source.', schema: sourceSchema } },
      problems: { 404: UNKNOWN_SOURCE },
    },
    change: {
      summary: 'Change a source, suspend or retire it',
      description: 'What is left out stays as it is.',
      body: {
        fields,
        examples: { suspended: { status: 'suspended' }, renamed: { name: 'Anti-scam bot 2' } },
      },
      answers: { 200: { description: 'The source as it is now.', schema: sourceSchema } },
      problems: { 404: UNKNOWN_SOURCE },
    },
  },
};
