import { schemas, type JsonSchema } from '#http';
import { HEALTH_STATES } from '../domain/assess.js';

const { about, named, oneOf, TEXT, TIME } = schemas;

const known = named('SourceHealth', {
  state: oneOf(HEALTH_STATES),
  since: TIME,
  explanation: about(TEXT, 'A sentence for people.'),
  checkedAt: TIME,
});

export const healthSchema: JsonSchema = about(
  { anyOf: [known, { type: 'null' }] },
  'Null while the source has not been looked at, or is not approved.',
);
