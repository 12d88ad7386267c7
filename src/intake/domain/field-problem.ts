import type { ErrorObject } from 'ajv';
import { EXPECTED } from './signal-schema.js';

/** One thing wrong with one field; `path` is as one writes it (`subject.id`, `links[2]`), empty for the whole. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly [key: string]: string;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
};

/** As many as a person reads; a hostile body may hold thousands. */
const MAX_PROBLEMS = 20;

export function problemsOf(errors: readonly ErrorObject[] | null | undefined): FieldProblem[] {
  return (errors ?? []).slice(0, MAX_PROBLEMS).map(problemOf);
}

function problemOf(error: ErrorObject): FieldProblem {
  const params = error.params as Record<string, unknown>;
  const at = error.instancePath
    .slice(1)
    .replaceAll('/', '.')
    .replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]');
  const below = (key: unknown): string => `${at}${at ? '.' : ''}${shown(key)}`;
  switch (error.keyword) {
    case 'required':
      return { path: below(params['missingProperty']), message: 'is required' };
    case 'additionalProperties':
      return {
        path: below(params['additionalProperty']),
        message: 'is not a field of a signal; put what is your own into data',
      };
    default:
      return { path: at, message: messageOf(error.keyword, params) };
  }
}

function messageOf(keyword: string, params: Record<string, unknown>): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return `must be ${TYPE_WORDS[String(params['type']).split(',')[0] ?? ''] ?? 'of another type'}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as (string | null)[]).filter((value) => value !== null).join(', ')}`;
    case 'pattern':
      return `must be ${EXPECTED[String(params['pattern'])] ?? 'well-formed'}`;
    case 'format':
      return `must be ${EXPECTED[String(params['format'])] ?? 'well-formed'}`;
    case 'minLength':
      return 'must not be empty; leave it out instead';
    case 'maxLength':
      return `must be at most ${limit} characters`;
    case 'maxItems':
      return `must hold at most ${limit} items`;
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    default:
      return 'is not valid';
  }
}

/** A field's name as the sender wrote it, short enough for a message. */
function shown(key: unknown): string {
  const text = String(key).toWellFormed().replaceAll('\0', '\uFFFD');
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
