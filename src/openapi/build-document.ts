import type { INestApplication, Type } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { NOTES, type ControllerNotes } from '#http';
import { baseDocument } from './base-document.js';
import { describeOperation, type Operation } from './describe-operation.js';
import { dtoClasses } from './dto-classes.js';
import { schemaOfClass } from './schema-of-class.js';
import { hoistTitled } from './titled-schemas.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const LAST_TAGS = ['Care', 'Description'];

/**
 * The library finds the calls, their addresses and their bodies' classes; what these take comes from the
 * checks that run on them, and what it all means from the notes beside each controller.
 */
export function buildDocument(app: INestApplication, controllers: readonly Type[]): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, baseDocument(), {
    // A controller with several addresses has its methods numbered; which address it is, the path says.
    operationIdFactory: (controller, method) => `${controller}.${method.replace(/\[\d+\]$/, '')}`,
    autoTagControllers: false,
  });
  const bodies = (document.components ??= {}).schemas ?? {};
  const operations = operationsOf(document);
  const tags = new Set<string>();
  for (const controller of controllers) {
    const notes = Reflect.getMetadata(NOTES, controller) as ControllerNotes | undefined;
    if (notes === undefined) throw new Error(`${controller.name} has no @Documented notes`);
    tags.add(notes.tag);
    for (const [name, note] of Object.entries(notes.operations)) {
      const found = operations.get(`${controller.name}.${name}`);
      if (found === undefined) throw new Error(`${controller.name}.${name} is described but answers no call`);
      const dtos = dtoClasses(controller, name);
      for (const { path, method, operation } of found) {
        const queries = dtos.filter((dto) => bodies[dto.name] === undefined);
        describeOperation(operation, { controller, name, notes, note, queries, path, method });
      }
      for (const dto of dtos.filter((one) => bodies[one.name] !== undefined)) {
        bodies[dto.name] = schemaOfClass(dto, note.body?.fields);
      }
      operations.delete(`${controller.name}.${name}`);
    }
  }
  if (operations.size > 0) throw new Error(`Not described: ${[...operations.keys()].join(', ')}`);
  document.tags = [...tags].toSorted((a, b) => rank(a) - rank(b)).map((name) => ({ name }));
  return hoistTitled(document);
}

/** What most readers come for goes before what runs the installation. */
function rank(tag: string): number {
  return LAST_TAGS.indexOf(tag);
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** By controller and method; one method may answer at several addresses. */
function operationsOf(document: OpenAPIObject): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      const key = operation?.operationId;
      if (operation === undefined || key === undefined) continue;
      found.set(key, [...(found.get(key) ?? []), { path, method, operation }]);
    }
  }
  return found;
}
