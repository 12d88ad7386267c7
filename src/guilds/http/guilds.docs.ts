import { schemas, type ControllerNotes } from '#http';
import { CLAIM_POLICIES, STREAMS } from '#kernel';

const { about, named, objectOf, oneOf, pageOf, SNOWFLAKE, TEXT, TIME, WHOLE } = schemas;

const claimPolicies = Object.fromEntries(STREAMS.map((stream) => [stream, oneOf(CLAIM_POLICIES)]));
const guild = named('Guild', {
  id: SNOWFLAKE,
  name: TEXT,
  settings: about(
    objectOf({
      timeZone: TEXT,
      ticketPolicy: objectOf({
        claim: about(
          objectOf(claimPolicies),
          'Whether a ticket must be claimed before it is worked, by stream.',
        ),
        leaseMinutes: about(WHOLE, 'How long a claim lasts without activity.'),
        decisionHoldDays: about(WHOLE, "For how long automation leaves a person's decision alone."),
      }),
    }),
    'The settings in force: what was set, and the defaults for the rest.',
  ),
  createdAt: TIME,
  updatedAt: TIME,
});

export const guildsDocs: ControllerNotes = {
  tag: 'Guilds',
  operations: {
    put: {
      summary: 'Register a guild, or change it',
      description:
        'A guild that is not known yet is registered by the administrator; its own admins change it. Settings that are left out go back to their defaults.',
      body: {
        fields: {
          'settings.timeZone': 'An IANA time zone, for targets and digests.',
          'settings.ticketPolicy.leaseMinutes': 'How long a claim lasts without activity.',
          'settings.ticketPolicy.decisionHoldDays':
            "For how long automation leaves a person's decision alone.",
        },
        examples: {
          'only a name': { name: 'My community' },
          'with settings': {
            name: 'My community',
            settings: {
              timeZone: 'Europe/Berlin',
              ticketPolicy: { claim: { review: 'required' }, leaseMinutes: 30, decisionHoldDays: 14 },
            },
          },
        },
      },
      answers: {
        200: { description: 'The guild as it is now.', schema: guild },
        201: { description: 'The guild, which is new.', schema: guild },
      },
    },
    get: {
      summary: 'A guild and its settings',
      answers: { 200: { description: 'The guild.', schema: guild } },
      problems: { 404: 'There is no such guild. `unknown_guild`' },
    },
    list: {
      summary: 'All guilds of this installation',
      answers: { 200: { description: 'A page of guilds.', schema: pageOf(guild) } },
    },
  },
};
