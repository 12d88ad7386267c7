import type { ControllerNotes } from '../http/documented.js';

export const metricsDocs: ControllerNotes = {
  tag: 'Care',
  security: ['metrics', null],
  operations: {
    read: {
      summary: 'What this process counts, for Prometheus',
      description: 'Without DOCKET_METRICS_TOKEN whoever reaches the port may read them.',
      answers: {
        200: { description: 'The metrics.', schema: { type: 'string' }, type: 'text/plain' },
      },
    },
  },
};
