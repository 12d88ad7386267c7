import type { ErrorObject } from 'ajv';
import { cleanText, truncateText, type JsonObject, type JsonValue } from '#kernel';

/** A refusal in the words of Discord's API, which its clients parse. */
export interface DiscordRefusal {
  readonly code: number;
  readonly message: string;
  readonly errors?: JsonObject;
}

export const EMPTY_MESSAGE: DiscordRefusal = { code: 50006, message: 'Cannot send an empty message' };

const MAX_ERRORS = 20;

/** The nested `errors` of an invalid form body: `{ embeds: { 0: { title: { _errors: […] } } } }`. */
export function discordErrors(found: readonly ErrorObject[]): DiscordRefusal {
  const errors: JsonObject = {};
  for (const error of found.slice(0, MAX_ERRORS)) {
    const path = error.instancePath.split('/').slice(1);
    const params = error.params as Record<string, unknown>;
    if (error.keyword === 'required') path.push(String(params['missingProperty']));
    let at = errors;
    for (const step of path) at = at[step] ? (at[step] as JsonObject) : (at[step] = {});
    const list = (at['_errors'] as JsonValue[] | undefined) ?? [];
    at['_errors'] = [...list, leafOf(error.keyword, params)];
  }
  return { code: 50035, message: 'Invalid Form Body', errors };
}

function leafOf(keyword: string, params: Record<string, unknown>): JsonObject {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
    case 'minLength':
      return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
    case 'maxLength':
    case 'maxItems':
      return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.` };
    case 'minimum':
      return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${limit}.` };
    case 'maximum':
      return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${limit}.` };
    default:
      return typeLeaf(String(params['type']).split(',')[0] ?? '');
  }
}

function typeLeaf(type: string): JsonObject {
  switch (type) {
    case 'object':
      return { code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' };
    case 'array':
      return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
    case 'integer':
      return { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' };
    case 'boolean':
      return { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' };
    default:
      return { code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.' };
  }
}

export function isDiscordRefusal(value: object): value is DiscordRefusal {
  return 'code' in value && typeof value.code === 'number' && 'message' in value;
}

/** A value of a field as text: bounded, storable, and empty when it isn't text. */
export function textOf(value: unknown, max: number): string {
  return typeof value === 'string' ? truncateText(cleanText(value), max) : '';
}
