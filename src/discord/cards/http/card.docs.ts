import { schemas, type ControllerNotes } from '#http';

const { about, listOf, named, objectOf, orNull, SNOWFLAKE, TEXT, TIME, WHOLE, YES_NO } = schemas;

const failure = objectOf({
  code: about(
    TEXT,
    '`no_channel`, `channel_gone`, `parties_see_all`, `threads_full`, `no_thread`, `refused` or `unreachable`.',
  ),
  text: about(TEXT, 'What is wrong, and what to do.'),
  at: TIME,
  refused: about(
    YES_NO,
    'True: nothing is tried before the mapping or the permissions of the server change.',
  ),
});

const page = objectOf({
  ticketVersion: about(WHOLE, 'The version of the ticket that calls someone.'),
  wantedAt: TIME,
  doneAt: about(orNull(TIME), 'Null while it is owed.'),
  messageId: about(orNull(SNOWFLAKE), 'The message that pinged; null when nobody had to be called any more.'),
});

const card = named('DiscordCard', {
  channelId: about(orNull(SNOWFLAKE), 'Where its card stands; null when there is none.'),
  messageId: orNull(SNOWFLAKE),
  threadId: about(orNull(SNOWFLAKE), 'The thread for talk about it.'),
  shownVersion: about(orNull(WHOLE), 'The version of the ticket that the card shows.'),
  pending: about(YES_NO, 'Whether something is still to be done on Discord.'),
  failure: about(orNull(failure), 'Why it is not shown as it should be.'),
  pages: about(listOf(page), 'Calls to the senior role, the newest 20, newest first.'),
});

export const cardDocs: ControllerNotes = {
  tag: 'Discord',
  path: {
    idOrNumber: {
      description: 'The id of the ticket, or its number with or without `#` (written `%23` in an address).',
      example: '1',
    },
  },
  operations: {
    one: {
      summary: 'Where a ticket stands on Discord',
      description: 'Its card, its thread and its calls, as last seen, and what keeps it from being shown.',
      answers: { 200: { description: 'The card.', schema: card } },
      problems: {
        404: 'There is no such ticket, or none that you may see: nobody sees a ticket that they are party to. `unknown_ticket`',
      },
    },
  },
};
