import { HttpException } from '@nestjs/common';
import { DomainError } from '#kernel';
import { frameworkProblem } from './framework-problems.js';
import { problemOf, type Problem } from './problem.js';

/** What an error means to the caller; null when it is a defect of ours, of which the caller learns nothing. */
export function problemOfError(error: unknown): Problem | null {
  if (error instanceof DomainError) return problemOf(error);
  if (error instanceof HttpException) return frameworkProblem(error.getStatus(), fastifyCode(error.cause));
  const code = fastifyCode(error);
  if (code?.startsWith('FST_ERR_')) return frameworkProblem(statusIn(error), code);
  return null;
}

/** The client hung up while its body was read: no one is there to be answered, and nothing failed. */
export function isHangUp(error: unknown): boolean {
  return fastifyCode(error) === 'ECONNRESET' && statusIn(error) === 400;
}

function fastifyCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function statusIn(error: unknown): number {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
}
