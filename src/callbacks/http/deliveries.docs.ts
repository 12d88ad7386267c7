import { schemas, type ControllerNotes } from '#http';
import { DELIVERY_STATES } from '../db/delivery.reader.js';
import { DISABLED, endpointPath, UNKNOWN_ENDPOINT } from './endpoints.docs.js';

const { about, listOf, named, oneOf, orNull, pageOf, TEXT, TIME, UUID, WHOLE } = schemas;

const properties = {
  id: about(UUID, 'The `webhook-id` of each of its calls.'),
  endpointId: UUID,
  type: about(TEXT, 'Of the event, or `callback.test`.'),
  seq: orNull(TEXT),
  ticketId: orNull(UUID),
  state: about(
    oneOf(DELIVERY_STATES),
    '`failed`: given up. `dropped`: its endpoint was disabled before it was sent.',
  ),
  attempts: about(WHOLE, 'Calls that were made.'),
  nextAttemptAt: about(orNull(TIME), 'Null when nothing is owed any more.'),
  lastAttemptAt: orNull(TIME),
  statusCode: about(orNull(WHOLE), 'What the last call was answered; null when it was not.'),
  latencyMs: orNull(WHOLE),
  error: orNull(TEXT),
  createdAt: TIME,
  settledAt: orNull(TIME),
};
const delivery = named('CallbackDelivery', properties);
const attempt = named('CallbackAttempt', {
  attempt: about(WHOLE, 'From 1.'),
  at: TIME,
  statusCode: orNull(WHOLE),
  latencyMs: WHOLE,
  error: orNull(TEXT),
});
const UNKNOWN = `${UNKNOWN_ENDPOINT}. The endpoint was sent no such thing. \`unknown_delivery\``;

export const deliveriesDocs: ControllerNotes = {
  tag: 'Callbacks',
  path: {
    ...endpointPath,
    deliveryId: {
      description: 'The id of the delivery.',
      schema: UUID,
      example: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b12',
    },
  },
  operations: {
    list: {
      summary: 'What an endpoint was sent',
      description: 'Newest first. What was taken is kept for 3 days, what was not for 14.',
      query: { state: { description: 'Only those in this state.', example: 'failed' } },
      answers: { 200: { description: 'A page of deliveries.', schema: pageOf(delivery) } },
      problems: { 404: UNKNOWN_ENDPOINT },
    },
    get: {
      summary: 'A delivery with its calls',
      answers: {
        200: {
          description: 'The delivery.',
          schema: named('CallbackDeliveryWithTries', {
            ...properties,
            tries: about(listOf(attempt), 'The newest first, at most 100.'),
          }),
        },
      },
      problems: { 404: UNKNOWN },
    },
    redeliver: {
      summary: 'Send something again',
      description: 'Soon, with the same `webhook-id`, whatever came of it before.',
      answers: { 202: { description: 'It is owed again.', schema: delivery } },
      problems: { 404: UNKNOWN, 409: DISABLED },
    },
  },
};
