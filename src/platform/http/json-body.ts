import type { FastifyInstance, FastifyRequest } from 'fastify';
import { jsonReader, refusedBody, type ReadJson } from './json-text.js';

declare module 'fastify' {
  interface FastifyInstance {
    readJson: ReadJson;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

type Done = (error: Error | null, body?: unknown) => void;

/** Bodies of JSON come as bytes, which a sender may have signed, and must be strict UTF-8. */
export function useJsonBodies(fastify: FastifyInstance): void {
  const read = jsonReader(fastify);
  fastify.decorate('readJson', read);
  fastify.decorateRequest('rawBody', null);
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes: Buffer, done: Done) => {
      if (request.routeOptions.config.body?.raw === true) request.rawBody = bytes;
      if (bytes.length === 0) return done(null, undefined);
      const text = decode(bytes);
      if (text === null) return done(refusedBody('invalid_utf8', 'The request body is not valid UTF-8.'));
      read(request, text, done);
    },
  );
}

function decode(bytes: Buffer): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}
