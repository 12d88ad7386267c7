import { schemas, type ControllerNotes } from '#http';
import { sourcePath, UNKNOWN_SOURCE } from '../../http/source-schema.js';
import { healthSchema } from './health-schema.js';

const { about, listOf, named, objectOf, TIME, WHOLE } = schemas;

export const healthDocs: ControllerNotes = {
  tag: 'Sources',
  path: sourcePath,
  operations: {
    get: {
      summary: 'How a source is, and what it sent lately',
      description:
        'Silent: nothing for much longer than it usually pauses. Failing: most of what it sends is refused. Bursting: far more than ever. Looked at every five minutes.',
      answers: {
        200: {
          description: 'Its state and its last hours, the newest first; those without a signal are left out.',
          schema: named('SourceTraffic', {
            health: healthSchema,
            hours: about(
              listOf(objectOf({ hour: TIME, accepted: WHOLE, refused: WHOLE })),
              'At most 48. What came in the last seconds may still be missing.',
            ),
          }),
        },
      },
      problems: { 404: UNKNOWN_SOURCE },
    },
  },
};
