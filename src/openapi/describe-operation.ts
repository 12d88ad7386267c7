import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { AnswerNote, BodyNote, ControllerNotes, JsonSchema, OperationNote } from '#http';
import { accessOf } from './access.js';
import { headerParameters, pathParameters, queryParameters } from './parameters.js';
import { problemSchema, usualProblems } from './problems.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = NonNullable<Operation['responses']>;
type Media = Record<string, { schema: object; examples?: Record<string, { value: unknown }> }>;

export interface Call {
  readonly controller: Type;
  readonly name: string;
  readonly notes: ControllerNotes;
  readonly note: OperationNote;
  readonly queries: readonly Type[];
  readonly path: string;
  readonly method: string;
}

/** Completes what the library found of a call with its notes. */
export function describeOperation(operation: Operation, call: Call): void {
  const { notes, note } = call;
  const access = accessOf(call.controller, call.name, notes);
  const parameters = [
    ...pathParameters(call.path, notes.path),
    ...queryParameters(call.queries, note.query),
    ...headerParameters(note.headers),
  ];
  const hasBody = note.body !== undefined || operation.requestBody !== undefined;
  operation.operationId = operationId(call);
  operation.tags = [notes.tag];
  operation.summary = note.summary;
  const description = [note.description, access.sentence].filter(Boolean).join('\n\n');
  if (description !== '') operation.description = description;
  operation.security = access.security;
  operation.parameters = parameters;
  if (note.body) {
    const required = note.body.isOptional !== true;
    operation.requestBody = { required, content: bodyContent(operation, note.body) };
  }
  const problems = {
    ...usualProblems({
      takesInput: parameters.length > 0 || hasBody,
      hasBody,
      needsLogin: access.needsLogin,
      needsRights: access.needsRights,
    }),
    ...note.problems,
  };
  const responses = {
    ...Object.fromEntries(Object.entries(note.answers).map(([status, answer]) => [status, answerOf(answer)])),
    ...Object.fromEntries(
      Object.entries(problems).map(([status, description]) => [
        status,
        { description, content: problemContent(notes.refusal) },
      ]),
    ),
  };
  operation.responses = responses as Responses;
}

/** The first address of a call has its plain name; another one says which it is. */
function operationId({ controller, name, path }: Call): string {
  const noun = controller.name.replace(/Controller$/, '');
  const version = path.startsWith('/api/{version}/') ? 'versioned' : undefined;
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}_${name}${version === undefined ? '' : `_${version}`}`;
}

function bodyContent(operation: Operation, body: BodyNote): Media {
  const found = operation.requestBody as { content?: Media } | undefined;
  const schema = body.schema ?? Object.values(found?.content ?? {})[0]?.schema;
  if (schema === undefined) throw new Error(`${operation.operationId} has a body without a schema`);
  const examples = Object.fromEntries(
    Object.entries(body.examples).map(([name, value]) => [name, { value }]),
  );
  const types = body.types ?? ['application/json'];
  return Object.fromEntries(types.map((type) => [type, { schema, examples }]));
}

function answerOf({ description, schema, type = 'application/json', headers }: AnswerNote): object {
  return {
    description,
    ...(schema === undefined ? {} : { content: { [type]: { schema } } }),
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [
              name,
              { description: text, schema: { type: 'string' } },
            ]),
          ),
        }),
  };
}

function problemContent(refusal: JsonSchema | undefined): Media {
  return refusal === undefined
    ? { 'application/problem+json': { schema: problemSchema } }
    : { 'application/json': { schema: refusal } };
}
