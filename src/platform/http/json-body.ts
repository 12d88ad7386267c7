import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { jsonReader, refusedBody, type ReadJson } from './json-text.js';

declare module 'fastify' {
  interface FastifyInstance {
    readJson: ReadJson;
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

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
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
