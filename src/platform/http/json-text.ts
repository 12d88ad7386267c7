import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel';
import { tooDeep } from './json-depth.js';
import { withSoundTexts } from './sound-texts.js';

/** Deeper than any format that comes in; recursion over a body ends long before the stack does. */
const DEEPEST = 64;
/** An escape of NUL or of half a surrogate pair: neither can be stored, so texts that hold one are looked at. */
const UNSOUND = /\\u(?:0000|d[89a-f])/i;

type Done = (error: Error | null, value?: unknown) => void;
export type ReadJson = (request: FastifyRequest, text: string, done: Done) => void;

/** Reads untrusted JSON: bounded depth, no prototype keys, texts that can be stored. */
export function jsonReader(fastify: FastifyInstance): ReadJson {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  return (request, text, done) => {
    if (tooDeep(text, DEEPEST)) {
      return done(refusedBody('json_too_deep', `The request body is nested deeper than ${DEEPEST} levels.`));
    }
    void parse(request, text, (error, value: unknown) => {
      if (error !== null) return done(refusedBody('invalid_json', 'The request body is not valid JSON.'));
      done(null, UNSOUND.test(text) ? withSoundTexts(value) : value);
    });
  };
}

/** JSON that is not a whole body but a field of one, read with the same care. */
export function readJsonField(request: FastifyRequest, text: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.server.readJson(request, text, (error, value) =>
      error === null ? resolve(value) : reject(error),
    );
  });
}

export function refusedBody(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message);
}
