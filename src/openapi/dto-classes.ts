import type { Type } from '@nestjs/common';
import { checksOf } from './checks-of.js';

/** The classes among a handler's parameters that class-validator checks. */
export function dtoClasses(controller: Type, handler: string): Type[] {
  const types: unknown = Reflect.getMetadata('design:paramtypes', controller.prototype as object, handler);
  return Array.isArray(types) ? types.filter(isDto) : [];
}

function isDto(type: unknown): type is Type {
  return typeof type === 'function' && checksOf(type as Type).length > 0;
}
