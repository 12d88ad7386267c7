import { schemas, type JsonSchema } from '#http';
import { SOURCE_KINDS, SOURCE_STATUSES } from '#kernel';
import { healthSchema } from '../health/http/health-schema.js';

const { about, FREE_JSON, listOf, named, NUMBER, oneOf, orNull, SNOWFLAKE, TEXT, TIME, WHOLE } = schemas;

const properties = {
  id: SNOWFLAKE,
  guildId: SNOWFLAKE,
  name: TEXT,
  kind: oneOf(SOURCE_KINDS),
  purpose: TEXT,
  ownerId: about(orNull(SNOWFLAKE), 'Who answers for it.'),
  permissions: about(listOf(TEXT), 'What it may do at Discord.'),
  dependencies: TEXT,
  failurePlan: about(TEXT, 'What to do when it fails.'),
  worstCase: about(TEXT, 'What could happen at worst.'),
  trust: about(NUMBER, 'From 0 to 1: how much its confidence counts.'),
  noiseBudgetMinutes: about(orNull(WHOLE), 'Minutes of staff time it may cost a day; null: no bound.'),
  rateLimitPerMinute: WHOLE,
  status: oneOf(SOURCE_STATUSES),
  settings: FREE_JSON,
  tokenIssuedAt: TIME,
  signingSecretIssuedAt: about(orNull(TIME), 'Null without a signing secret.'),
  createdAt: TIME,
  updatedAt: TIME,
};

export const sourceSchema: JsonSchema = named('Source', properties);

/** As the list shows it. */
export const listedSourceSchema: JsonSchema = named('ListedSource', { ...properties, health: healthSchema });

export const sourceWithTokenSchema: JsonSchema = named('SourceWithToken', {
  ...properties,
  token: about(TEXT, 'Shown this once.'),
  webhookUrl: about(TEXT, 'Takes what is written for a Discord webhook; holds the token.'),
});

export const sourceWithSecretSchema: JsonSchema = named('SourceWithSigningSecret', {
  ...properties,
  signingSecret: about(TEXT, 'Shown this once. For Standard Webhooks signatures.'),
});

export const sourcePath = {
  id: { description: "The source's id.", schema: SNOWFLAKE, example: '1200000000000000001' },
};

export const UNKNOWN_SOURCE =
  'There is no such source in this guild, or no such guild. `unknown_source`, `unknown_guild`';
