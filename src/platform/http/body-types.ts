import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';
import { DomainError } from '#kernel';
import type { BodyType } from './body-options.js';

const MOST_FIELDS = 100;

/** JSON alone unless a call takes more: types that a cross-site form can send are asked for by name. */
export function limitBodyTypes(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (!takes(request, 'application/x-www-form-urlencoded')) return done(unsupported());
      done(null, { ...parse(body.toString(), '&', '=', { maxKeys: MOST_FIELDS }) });
    },
  );
  // Left unread: a form is read by its handler as a stream, after it has been decided who sends it.
  fastify.addContentTypeParser('multipart/form-data', (request, _payload, done) => {
    done(takes(request, 'multipart/form-data') ? null : unsupported());
  });
}

function takes(request: FastifyRequest, type: BodyType): boolean {
  return request.routeOptions.config.body?.types?.includes(type) ?? false;
}

function unsupported(): DomainError {
  return new DomainError(
    'unsupported',
    'unsupported_media_type',
    'This call does not take a body of that type. Most take "Content-Type: application/json".',
  );
}
