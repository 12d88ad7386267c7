import type { JsonSchema } from '#http';
import type { Check } from './checks-of.js';

/** What the checks of one property say together; `nested` gives the schema of an object within. */
export function schemaOfChecks(checks: readonly Check[], nested: () => JsonSchema): JsonSchema {
  const isList = checks.some(({ name, each }) => name === 'isArray' || each);
  const own = checks.filter(({ type, each }) => !each && !(isList && type === 'nestedValidation'));
  const ofItems = checks.filter(({ type, each }) => each || (isList && type === 'nestedValidation'));
  const read = (some: readonly Check[]): JsonSchema =>
    Object.assign(
      {},
      ...some.map((check) => (check.type === 'nestedValidation' ? nested() : schemaOf(check))),
    );
  const isNullable = checks.some(({ name }) => name === 'isOptional');
  return {
    ...read(own),
    ...(isList ? { type: 'array', items: read(ofItems) } : {}),
    ...(isNullable ? { nullable: true } : {}),
  };
}

type Constraints = readonly unknown[];

const BY_NAME: Readonly<Record<string, (constraints: Constraints) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isText: ([min, max]) => ({ type: 'string', minLength: min, maxLength: max }),
  minLength: ([min]) => ({ minLength: min }),
  maxLength: ([max]) => ({ maxLength: max }),
  isLength: ([min, max]) => ({ type: 'string', minLength: min, maxLength: max }),
  isNotEmpty: () => ({ minLength: 1 }),
  matches: ([pattern]) => ({ type: 'string', pattern: pattern instanceof RegExp ? pattern.source : pattern }),
  isSnowflake: () => ({ type: 'string', pattern: '^\\d{17,20}$' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isTime: () => ({ type: 'string', format: 'date-time' }),
  isTimeZone: () => ({ type: 'string', examples: ['Europe/Berlin'] }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  isBoolean: () => ({ type: 'boolean' }),
  isIn: ([values]) => ({ ...typeOf(values), enum: values }),
  isObject: () => ({ type: 'object' }),
  isJsonObject: () => ({ type: 'object', additionalProperties: true }),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** A check that isn't in the table says nothing that a schema could. */
function schemaOf({ name, constraints }: Check): JsonSchema {
  return BY_NAME[name ?? '']?.(constraints ?? []) ?? {};
}

function typeOf(values: unknown): JsonSchema {
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
    ? { type: 'string' }
    : {};
}
