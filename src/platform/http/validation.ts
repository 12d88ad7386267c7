import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { DomainError } from '#kernel';
import { pathOfConstructor } from './constructor-key.js';
import { fieldErrors, type FieldError } from './field-errors.js';

const PARTS = {
  body: { code: 'invalid_body', name: 'request body' },
  query: { code: 'invalid_query', name: 'query' },
  param: { code: 'invalid_path', name: 'address' },
} as const;

/**
 * Checks bodies, queries and path parameters against their DTO classes. Nothing is converted unless the
 * DTO says so (`@Type`, `@Transform`): an implicit conversion makes "false" true and "" zero.
 */
@Injectable()
export class Validation implements PipeTransform {
  private readonly pipes = {
    body: pipeFor('body'),
    query: pipeFor('query'),
    param: pipeFor('param'),
  };

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { type, metatype } = metadata;
    if (type === 'custom') return value;
    const unsafe = isDto(metatype) ? pathOfConstructor(value) : null;
    if (unsafe !== null) {
      throw refusalOf(type, [
        { path: unsafe.slice(-LONGEST_PATH), message: 'is not allowed as a name here' },
      ]);
    }
    return this.pipes[type].transform(value, metadata);
  }
}

const LONGEST_PATH = 200;
const UNCHECKED: readonly unknown[] = [undefined, Object, Array, String, Number, Boolean];

function isDto(metatype: unknown): boolean {
  return !UNCHECKED.includes(metatype);
}

function pipeFor(part: keyof typeof PARTS): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    // Handed over: what Nest looks for by itself is not the copy that the bundle has.
    validatorPackage: { validate },
    transformerPackage: { plainToInstance, classToPlain: instanceToPlain },
    validationError: { target: false, value: false },
    exceptionFactory: (failures: ValidationError[]) => refusalOf(part, fieldErrors(failures)),
  });
}

function refusalOf(part: keyof typeof PARTS, errors: FieldError[]): DomainError {
  const { code, name } = PARTS[part];
  const first = errors[0];
  const what = first === undefined ? 'it has the wrong form' : `${first.path}: ${first.message}`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  return new DomainError('invalid', code, `The ${name} is not valid. ${what}${more}.`, { errors });
}
