import { type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { PUBLIC } from '#http';
import { ADMINISTRATOR_ONLY, NEEDS } from './authorize.js';

type Handler = (...args: never[]) => unknown;

/**
 * What is wrong with the calls of a controller: each declares who may make it, or that anyone may; and what
 * is declared for a guild names it in its address.
 */
export function undeclaredRoutes(controller: Type): string[] {
  const problems: string[] = [];
  for (const [name, handler] of handlersOf(controller)) {
    const call = `${controller.name}.${name}`;
    const read = (key: string): unknown => Reflect.getMetadata(key, handler);
    if (read(NEEDS) !== undefined) {
      const path = `${pathOf(controller)}/${pathOf(handler)}`;
      if (!/\/:guildId(\/|$)/.test(`/${path}`))
        problems.push(`${call} has no :guildId in its address (${path})`);
    } else if (!read(ADMINISTRATOR_ONLY) && !read(PUBLIC) && !Reflect.getMetadata(PUBLIC, controller)) {
      problems.push(`${call} declares neither @Authorize, @AuthorizeAdministrator nor @Public`);
    }
  }
  return problems;
}

/** The methods that answer a call, inherited ones too. */
function handlersOf(controller: Type): [string, Handler][] {
  const handlers = new Map<string, Handler>();
  for (
    let prototype: unknown = controller.prototype;
    typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const value: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof value !== 'function' || handlers.has(name)) continue;
      if (Reflect.hasMetadata(METHOD_METADATA, value)) handlers.set(name, value as Handler);
    }
  }
  return [...handlers];
}

function pathOf(target: object): string {
  return [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat().join('|');
}
