import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel';
import { tooDeep } from './json-depth.js';
import { withSoundTexts } from './sound-texts.js';

/** Deeper than any format that comes in; recursion over a body ends long before the stack does. */
const DEEPEST = 64;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** An escape of NUL or of half a surrogate pair: neither can be stored, so texts that hold one are looked at. */
const UNSOUND = /\\u(?:0000|d[89a-f])/i;

type Done = (error: Error | null, body?: unknown) => void;

/** Reads JSON from untrusted bytes: strict UTF-8, bounded depth, no prototype keys, texts that can be stored. */
export function useJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.decorateRequest('rawBody', null);
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes: Buffer, done: Done) => {
      if (request.routeOptions.config.body?.raw === true) request.rawBody = bytes;
      if (bytes.length === 0) return done(null, undefined);
      const text = decode(bytes);
      if (text === null) return done(refused('invalid_utf8', 'The request body is not valid UTF-8.'));
      if (tooDeep(text, DEEPEST)) {
        return done(refused('json_too_deep', `The request body is nested deeper than ${DEEPEST} levels.`));
      }
      void parse(request, text, (error, body: unknown) => {
        if (error !== null) return done(refused('invalid_json', 'The request body is not valid JSON.'));
        done(null, UNSOUND.test(text) ? withSoundTexts(body) : body);
      });
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

function refused(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message);
}
