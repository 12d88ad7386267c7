import { schemas, type ControllerNotes } from '#http';
import { commandNote, TICKET_PATH, ticketProperties } from '#tickets';
import { ENFORCEMENT_NEEDS } from '../domain/enforcement.js';

const { about, named, objectOf, oneOf, orNull, SNOWFLAKE, TEXT, UUID, WHOLE, YES_NO } = schemas;

const enforcement = objectOf({
  id: about(UUID, 'The id of the action that stands on the ticket once it is done.'),
  type: oneOf(Object.keys(ENFORCEMENT_NEEDS)),
  subjectId: SNOWFLAKE,
  reason: TEXT,
  durationSeconds: orNull(WHOLE),
  state: about(
    oneOf(['done', 'pending']),
    '`pending`: it is written down and will be done as soon as Discord answers.',
  ),
  toldMember: about(orNull(YES_NO), 'Whether their message arrived; null while, and where, none is sent.'),
});

export const enforcementsDocs: ControllerNotes = {
  tag: 'Discord',
  path: TICKET_PATH,
  operations: {
    act: {
      ...commandNote({
        summary: 'Act on a member',
        description:
          'Warns, times out, kicks, bans or removes the message, by the bot and once; tells the member, and records it on the ticket. ' +
          'People alone do it: moderators warn, time out and remove, seniors kick and ban. Answers the ticket with what became of it.',
        fields: {
          subjectId: 'Whom; without it whom the ticket is about. A message names its author by itself.',
          durationSeconds: 'Of a timeout.',
          deleteMessageSeconds: 'Of a ban: their messages of the last so many seconds go too.',
          outcome: 'With it the ticket is resolved at the same time.',
          id: 'Your own. Sent again with the same one it is done once, and the answer says what became of it.',
        },
        examples: {
          'a timeout of an hour': {
            version: 1,
            id: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b44',
            type: 'timeout',
            durationSeconds: 3600,
            reason: 'Insults after a warning.',
          },
        },
        refusals: [
          'claimed_by_other',
          'claim_lost',
          'claim_required',
          'illegal_move',
          'no_message',
          'already_banned',
          'discord_would_refuse',
          'enforcement_id_taken',
          'no_bot',
          'not_set_up',
        ],
        schema: named('TicketActedOn', { ...ticketProperties, enforcement }),
      }),
    },
  },
};
