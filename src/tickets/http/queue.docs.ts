import type { ControllerNotes } from '#http';
import { depthSchema } from './story-schema.js';

export const queueDocs: ControllerNotes = {
  tag: 'Tickets',
  operations: {
    depth: {
      summary: 'How much is in the queue',
      description: 'Unresolved tickets by stream and status, but for those that whoever asks is party to.',
      answers: { 200: { description: 'The depth of each stream.', schema: depthSchema } },
    },
  },
};
