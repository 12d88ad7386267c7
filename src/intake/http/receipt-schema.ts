import { STATUSES, STREAMS } from '#kernel';

/** A receipt on the wire. Fastify compiles it into the function that writes the answer. */
export const receiptSchema = {
  title: 'Receipt',
  type: 'object',
  required: ['signalId', 'ticketId', 'ticketNumber', 'stream', 'status', 'duplicate'],
  properties: {
    signalId: { type: 'string' },
    ticketId: { type: 'string' },
    ticketNumber: { type: 'integer' },
    stream: { type: 'string', enum: STREAMS },
    status: { type: 'string', enum: STATUSES },
    duplicate: { type: 'boolean' },
  },
} as const;
