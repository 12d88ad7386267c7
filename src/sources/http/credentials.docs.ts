import type { ControllerNotes } from '#http';
import {
  sourcePath,
  sourceWithSecretSchema,
  sourceWithTokenSchema,
  UNKNOWN_SOURCE,
} from './source-schema.js';

export const credentialsDocs: ControllerNotes = {
  tag: 'Sources',
  path: sourcePath,
  operations: {
    rotateToken: {
      summary: 'Give a source a new token',
      description: 'The old token and the old webhook URL stop working.',
      answers: { 200: { description: 'The source with its new token.', schema: sourceWithTokenSchema } },
      problems: { 404: UNKNOWN_SOURCE },
    },
    rotateSigningSecret: {
      summary: 'Give a source a signing secret, or a new one',
      description: 'The secret before stays valid for a while, so that the sender can change over.',
      answers: { 200: { description: 'The source with its new secret.', schema: sourceWithSecretSchema } },
      problems: { 404: UNKNOWN_SOURCE },
    },
    removeSigningSecret: {
      summary: "Take a source's signing secrets away",
      answers: { 204: { description: 'It has none any more.' } },
      problems: { 404: UNKNOWN_SOURCE },
    },
  },
};
