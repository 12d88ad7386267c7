import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { JsonSchema } from '#http';
import { checksOf, type Check } from './checks-of.js';
import { schemaOfChecks } from './schema-of-checks.js';

/** The JSON Schema of a DTO class, from the very decorators that check it. */
export function schemaOfClass(dto: Type, about: Readonly<Record<string, string>> = {}): JsonSchema {
  const properties = propertiesOf(dto, about, '');
  const required = properties.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
  };
}

export interface PropertyOfClass {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
}

export function propertiesOf(
  dto: Type,
  about: Readonly<Record<string, string>>,
  within: string,
): PropertyOfClass[] {
  const byName = new Map<string, Check[]>();
  for (const check of checksOf(dto)) {
    byName.set(check.propertyName, [...(byName.get(check.propertyName) ?? []), check]);
  }
  const defaults = new dto() as Record<string, unknown>;
  return [...byName].map(([name, checks]) => {
    const description = about[within + name];
    const standard = defaults[name];
    return {
      name,
      isRequired: standard === undefined && !checks.some(isCondition),
      schema: {
        ...schemaOfChecks(checks, () => nested(dto, name, about, within)),
        ...(description === undefined ? {} : { description }),
        ...(standard === undefined ? {} : { default: standard }),
      },
    };
  });
}

function isCondition({ type }: Check): boolean {
  return type === 'conditionalValidation';
}

/** Which class a nested value gets is seen by making one. */
function nested(
  dto: Type,
  name: string,
  about: Readonly<Record<string, string>>,
  within: string,
): JsonSchema {
  const made = plainToInstance(dto, { [name]: {} }) as Record<string, object>;
  const type = made[name]?.constructor as Type | undefined;
  if (type === undefined || type === Object) throw new Error(`${dto.name}.${name} needs @Type`);
  const prefix = `${within}${name}.`;
  const inner = Object.entries(about).filter(([path]) => path.startsWith(prefix));
  return schemaOfClass(
    type,
    Object.fromEntries(inner.map(([path, text]) => [path.slice(prefix.length), text])),
  );
}
