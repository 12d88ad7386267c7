import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;

/** What stands under these is data and not part of a schema. */
const DATA = new Set(['example', 'examples', 'default', 'enum']);

/**
 * Moves every schema with a `title` into the components and refers to it from where it stood, and says
 * `nullable` as JSON Schema does.
 */
export function hoistTitled(document: OpenAPIObject): OpenAPIObject {
  const schemas: Json = {};
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    const walked = Object.entries(value).map(([key, inner]) => [key, DATA.has(key) ? inner : walk(inner)]);
    return hoist(orNull(Object.fromEntries(walked) as Json), schemas);
  };
  const { components = {}, ...rest } = walk(document) as OpenAPIObject;
  const all = { ...components.schemas, ...schemas } as NonNullable<typeof components.schemas>;
  return { ...rest, components: { ...components, schemas: sorted(all) } };
}

function hoist(value: Json, schemas: Json): Json {
  const { title, ...schema } = value;
  if (typeof title !== 'string' || !('type' in schema)) return value;
  const known = schemas[title];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`Two schemas have the title ${title}`);
  }
  schemas[title] = schema;
  return { $ref: `#/components/schemas/${title}` };
}

function orNull(value: Json): Json {
  const { nullable, ...schema } = value;
  if (typeof nullable !== 'boolean') return value;
  if (!nullable) return schema;
  const { title } = schema;
  if (typeof title === 'string') return { anyOf: [schema, { type: 'null' }] };
  if (!('type' in schema)) return { anyOf: [schema, { type: 'null' }] };
  const choices = Array.isArray(schema['enum']) && !schema['enum'].includes(null);
  return {
    ...schema,
    type: [schema['type'], 'null'].flat(),
    ...(choices ? { enum: [...(schema['enum'] as unknown[]), null] } : {}),
  };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
