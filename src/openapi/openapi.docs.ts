import type { ControllerNotes } from '#http';

export const openApiDocs: ControllerNotes = {
  tag: 'Description',
  operations: {
    document: {
      summary: 'This document',
      answers: {
        200: {
          description: 'The OpenAPI document of the API that runs here.',
          schema: {
            type: 'object',
            additionalProperties: true,
            required: ['openapi', 'info', 'paths'],
            properties: { openapi: { type: 'string' } },
          },
        },
      },
    },
  },
};
