import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/** One decorator of class-validator on a property. */
export type Check = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Those of its base classes included. */
export function checksOf(dto: Type): Check[] {
  return getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
}
