import { schemas, type ControllerNotes } from '#http';

const { about, listOf, named, objectOf, pageOf, TEXT, TIME, UUID, WHOLE } = schemas;

const digest = named('Digest', {
  periodStart: TIME,
  periodEnd: TIME,
  tickets: about(WHOLE, 'Closed by rules in that time, but for those that whoever asks is party to.'),
  byRule: listOf(objectOf({ rule: TEXT, tickets: WHOLE })),
  byCategory: listOf(objectOf({ category: TEXT, tickets: WHOLE })),
  bySource: listOf(objectOf({ sourceId: TEXT, tickets: WHOLE })),
  top: about(
    listOf(objectOf({ id: UUID, number: WHOLE, rule: TEXT, category: TEXT, sourceId: TEXT, signals: WHOLE })),
    'Those with the most signals.',
  ),
  createdAt: TIME,
});

export const digestsDocs: ControllerNotes = {
  tag: 'Tickets',
  operations: {
    list: {
      summary: 'What rules closed, day by day',
      description: 'The newest first. A day on which rules closed nothing has no digest.',
      answers: { 200: { description: 'A page of digests.', schema: pageOf(digest) } },
    },
  },
};
