import { schemas, type ControllerNotes } from '#http';
import { ROLES, SCOPES } from '#kernel';

const { about, listOf, named, oneOf, orNull, pageOf, SNOWFLAKE, TEXT, TIME, UUID } = schemas;

const properties = {
  id: UUID,
  name: TEXT,
  kind: oneOf(['user', 'service']),
  userId: about(orNull(SNOWFLAKE), 'Whose token it is; null for a service.'),
  role: orNull(oneOf(ROLES)),
  scopes: listOf(oneOf(SCOPES)),
  createdBy: TEXT,
  createdAt: TIME,
  expiresAt: orNull(TIME),
  lastUsedAt: about(orNull(TIME), 'To about a minute; null: never.'),
  revokedAt: orNull(TIME),
};
const UNKNOWN_GUILD = 'There is no such guild. `unknown_guild`';

export const tokensDocs: ControllerNotes = {
  tag: 'Staff',
  path: {
    id: { description: "The token's id.", schema: UUID, example: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11' },
  },
  operations: {
    issue: {
      summary: 'Make an API token',
      description:
        'For a person (`userId` and `role`) or for a service (`scopes`). Nobody gives more than they hold. The answer is the only one that holds the token.',
      body: {
        fields: {
          userId: 'The person whose token it is.',
          role: "The person's role.",
          scopes: 'What a service may do.',
          expiresAt: 'Null or left out: valid until it is revoked.',
        },
        examples: {
          'for a moderator': { name: "Ada's console", userId: '100000000000000003', role: 'moderator' },
          'for a service': { name: 'Dashboard', scopes: ['tickets:read'], expiresAt: '2099-12-31T00:00:00Z' },
        },
      },
      answers: {
        201: {
          description: 'The token.',
          schema: named('ApiTokenWithSecret', { ...properties, token: about(TEXT, 'Shown this once.') }),
        },
      },
      problems: {
        400: 'Something is not valid. `invalid_body`, `invalid_path`, `expired_already`',
        403: 'You may not do this, or not give as much. `not_allowed`, `grants_too_much`',
        404: UNKNOWN_GUILD,
        409: 'The guild has as many tokens as it may. `too_many_tokens`',
      },
    },
    list: {
      summary: "The guild's API tokens",
      answers: { 200: { description: 'A page of tokens.', schema: pageOf(named('ApiToken', properties)) } },
      problems: { 404: UNKNOWN_GUILD },
    },
    revoke: {
      summary: 'Revoke an API token',
      description: 'It stops working within five seconds in every process.',
      answers: { 204: { description: 'It is revoked.' } },
      problems: { 404: 'There is no such token in this guild. `unknown_token`, `unknown_guild`' },
    },
  },
};
