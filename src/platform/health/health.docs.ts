import type { ControllerNotes } from '../http/documented.js';

export const healthDocs: ControllerNotes = {
  tag: 'Care',
  operations: {
    alive: {
      summary: 'Whether this process is alive',
      answers: {
        200: {
          description: 'It is; restart it when this is not answered.',
          schema: {
            type: 'object',
            required: ['status'],
            properties: { status: { type: 'string', enum: ['alive'] } },
          },
        },
      },
    },
    ready: {
      summary: 'Whether this process can serve',
      answers: {
        200: {
          description: 'It can.',
          schema: {
            type: 'object',
            required: ['status', 'checks'],
            properties: {
              status: { type: 'string', enum: ['ready'] },
              checks: {
                type: 'object',
                description: 'What was looked at, by name.',
                additionalProperties: { type: 'string', enum: ['ok', 'failed', 'timeout'] },
              },
            },
          },
        },
      },
      problems: { 503: 'It cannot, or is shutting down: send requests elsewhere. `not_ready`' },
    },
  },
};
