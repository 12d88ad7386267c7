import { schemas, type ControllerNotes } from '#http';
import { CLAIM_POLICIES, STREAMS, WORKED_STREAMS } from '#kernel';
import { slaSchema } from './sla-schema.js';

const { about, named, objectOf, oneOf, orNull, pageOf, SNOWFLAKE, TEXT, TIME, WHOLE } = schemas;

const claimPolicies = Object.fromEntries(STREAMS.map((stream) => [stream, oneOf(CLAIM_POLICIES)]));
const staleRule = objectOf({ remindAfterDays: orNull(WHOLE), closeAfterDays: orNull(WHOLE) });
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
      sla: slaSchema,
      stale: about(
        objectOf(Object.fromEntries(WORKED_STREAMS.map((stream) => [stream, staleRule]))),
        'What becomes of tickets for which a member does not answer.',
      ),
      digest: objectOf({ hour: about(orNull(WHOLE), 'By the clocks of the time zone; null: no digest.') }),
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
          'settings.sla.targets': 'Within how many minutes tickets should be done with, by priority.',
          'settings.sla.staffedHours': 'When somebody is there, by the clocks of the time zone.',
          'settings.stale':
            'After how many days without an answer a member is reminded, and a ticket closed.',
          'settings.digest.hour': 'When the day is summed up, by the clocks of the time zone.',
          'settings.sla.warnAtPercent': 'The share of the time after which a ticket is warned of.',
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
          'with targets and staffed hours': {
            name: 'My community',
            settings: {
              timeZone: 'Europe/Berlin',
              sla: {
                targets: { review: { hours: 'staffed', minutes: { high: 30, low: null } } },
                staffedHours: { saturday: [], sunday: [{ from: '14:00', to: '24:00' }] },
                paging: { everyMinutes: 15, repeats: 2 },
              },
              stale: { support: { remindAfterDays: 2, closeAfterDays: null } },
              digest: { hour: 7 },
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
