import { schemas, type JsonSchema } from '#http';
import { PRIORITY_BANDS, SLA_HOURS, WEEKDAYS, WORKED_STREAMS } from '#kernel';

const { about, listOf, objectOf, oneOf, orNull, TEXT, WHOLE } = schemas;

function each(names: readonly string[], schema: JsonSchema): JsonSchema {
  return objectOf(Object.fromEntries(names.map((name) => [name, schema])));
}

const target = objectOf({
  hours: about(oneOf(SLA_HOURS), 'Whether the time runs around the clock or in staffed hours.'),
  minutes: about(
    each(PRIORITY_BANDS, orNull(WHOLE)),
    'By priority: low from 0, normal from 40, high from 70.',
  ),
});

export const slaSchema: JsonSchema = about(
  objectOf({
    targets: each(WORKED_STREAMS, target),
    staffedHours: each(WEEKDAYS, listOf(objectOf({ from: TEXT, to: TEXT }))),
    warnAtPercent: WHOLE,
    paging: about(
      objectOf({ everyMinutes: WHOLE, repeats: WHOLE }),
      'How a page is repeated when nobody has looked.',
    ),
  }),
  'When tickets are due, and what happens then.',
);
