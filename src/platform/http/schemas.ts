import type { JsonSchema } from './documented.js';

/** Words in which answers are described. What is described is always there: an answer leaves nothing out. */

export const SNOWFLAKE: JsonSchema = { type: 'string', pattern: '^\\d{17,20}$' };
export const UUID: JsonSchema = { type: 'string', format: 'uuid' };
export const TIME: JsonSchema = { type: 'string', format: 'date-time' };
export const TEXT: JsonSchema = { type: 'string' };
export const WHOLE: JsonSchema = { type: 'integer' };
export const NUMBER: JsonSchema = { type: 'number' };
export const YES_NO: JsonSchema = { type: 'boolean' };
export const FREE_JSON: JsonSchema = { type: 'object', additionalProperties: true };

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

export function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, nullable: true };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** An object that the document names. */
export function named(title: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { title, ...objectOf(properties) };
}

/** A list as it is answered page by page. */
export function pageOf(items: JsonSchema): JsonSchema {
  return objectOf({
    items: listOf(items),
    nextCursor: { ...orNull(TEXT), description: 'For the next page; null when this is the last.' },
  });
}

export function about(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description };
}
