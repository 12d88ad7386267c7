import { schemas, type ControllerNotes } from '#http';
import { detailsSchema, eventSchema, signalSchema, similarSchema } from './story-schema.js';
import { TICKET_PATH, UNKNOWN_TICKET } from './ticket-path.js';
import { summarySchema } from './ticket-schema.js';

const BAD_CURSOR = 'The cursor belongs to another list, or another guild. `bad_cursor`';

export const ticketsDocs: ControllerNotes = {
  tag: 'Tickets',
  path: TICKET_PATH,
  operations: {
    list: {
      summary: 'The queue, and search',
      description:
        'Unresolved tickets in the order of the queue, unless asked otherwise. Filters narrow together; the values of one filter, separated by commas, widen it. A page may hold fewer tickets than `limit`, even none, while there is a `nextCursor`: many tickets were looked at and few answered. Whoever asks is not shown tickets that they are party to.',
      query: {
        stream: { description: 'Where they are worked.', example: 'review' },
        status: { description: 'Left out: the unresolved ones.' },
        owner: { description: '`me`, `none`, or whose claim is live.', example: 'none' },
        kind: { description: 'Of their first signal.' },
        category: { description: 'What they are about.' },
        subject: { description: 'The id of whom or what they are about.' },
        reporter: { description: 'The id of someone who brought them.' },
        source: { description: 'The source of their first signal.' },
        tag: { description: 'With any of these tags.' },
        q: {
          description:
            'Searches texts by words (with `"…"`, `or`, `-`), people by a part of a name or id, tags and numbers.',
        },
        since: { description: 'Opened at or after.' },
        until: { description: 'Opened before.' },
        order: {
          description:
            '`queue`: SLA breached first, then priority, then age; for unresolved tickets. Left out: `queue`, or `newest` when resolved ones are asked for.',
        },
      },
      answers: { 200: { description: 'A page of tickets.', schema: schemas.pageOf(summarySchema) } },
      problems: {
        400: `The query is not valid, or resolved tickets were asked for in the order of the queue. \`invalid_query\`, \`order_needs_unresolved\`. ${BAD_CURSOR}`,
      },
    },
    one: {
      summary: 'A ticket',
      answers: { 200: { description: 'The ticket, and why it is where it is.', schema: detailsSchema } },
      problems: { 404: UNKNOWN_TICKET },
    },
    events: {
      summary: 'What happened to a ticket',
      query: { after: { description: 'Only events after this seq.', example: '0' } },
      answers: {
        200: { description: 'A page of events, oldest first.', schema: schemas.pageOf(eventSchema) },
      },
      problems: { 404: UNKNOWN_TICKET },
    },
    signals: {
      summary: 'The signals of a ticket',
      answers: {
        200: { description: 'A page of signals, newest first.', schema: schemas.pageOf(signalSchema) },
      },
      problems: { 404: UNKNOWN_TICKET },
    },
    similar: {
      summary: 'Tickets like it, and how they ended',
      description: 'The closest first: of the same content, about the same subject, of the same category.',
      answers: {
        200: { description: 'All in one page.', schema: schemas.pageOf(similarSchema) },
      },
      problems: { 404: UNKNOWN_TICKET },
    },
  },
};
