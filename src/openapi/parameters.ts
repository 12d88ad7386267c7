import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ParameterNote } from '#http';
import { propertiesOf } from './schema-of-class.js';

type Parameter = NonNullable<NonNullable<OpenAPIObject['paths'][string]['get']>['parameters']>[number];
type Notes = Readonly<Record<string, ParameterNote>>;

/** Those in the braces of an address. */
export function pathParameters(path: string, notes: Notes = {}): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const note = { ...COMMON_PATH[name], ...notes[name] };
    if (note.description === undefined) throw new Error(`{${name}} of ${path} is not described`);
    return parameterOf(name, 'path', true, { description: note.description, ...note });
  });
}

const COMMON_PATH: Readonly<Record<string, ParameterNote>> = {
  guildId: {
    description: "The guild's id at Discord.",
    schema: { type: 'string', pattern: '^\\d{17,20}$' },
    example: '100000000000000001',
  },
};

/** What the query classes check, and what is only told of. */
export function queryParameters(queries: readonly Type[], notes: Notes = {}): Parameter[] {
  const given = Object.entries(notes);
  const about = Object.fromEntries(given.map(([name, { description }]) => [name, description]));
  const checked = queries.flatMap((query) => propertiesOf(query, {}, ''));
  const names = new Set(checked.map(({ name }) => name));
  return [
    ...checked.map(({ name, isRequired, schema }) =>
      parameterOf(name, 'query', isRequired, {
        description: about[name] ?? COMMON_QUERY[name] ?? '',
        schema,
        ...(notes[name]?.example === undefined ? {} : { example: notes[name].example }),
      }),
    ),
    ...given
      .filter(([name]) => !names.has(name))
      .map(([name, one]) => parameterOf(name, 'query', false, one)),
  ];
}

const COMMON_QUERY: Readonly<Record<string, string>> = {
  limit: 'How many at most.',
  cursor: 'The `nextCursor` of the page before.',
};

export function headerParameters(notes: Notes = {}): Parameter[] {
  return Object.entries(notes).map(([name, one]) => parameterOf(name, 'header', false, one));
}

function parameterOf(name: string, place: string, required: boolean, note: ParameterNote): Parameter {
  const { description, schema = { type: 'string' }, example } = note;
  return {
    name,
    in: place,
    required,
    description,
    schema,
    ...(example === undefined ? {} : { example }),
  } as Parameter;
}
