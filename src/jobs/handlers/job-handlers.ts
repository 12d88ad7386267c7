import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JsonValue } from '#kernel';
import type { JobTable } from '../domain/job-kind.js';
import { JobHandlerOf } from './handles-job.js';
import type { JobHandler } from './job-handler.js';

export const JOB_TABLE = Symbol('JobTable');

/** Every job's handler, found among the providers. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private handlers: ReadonlyMap<string, JobHandler<JsonValue>> = new Map();

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(JOB_TABLE) private readonly kinds: JobTable,
  ) {}

  /** A job that nothing does, or that two things do, is a defect that must not wait to be noticed. */
  onModuleInit(): void {
    this.handlers = collectHandlers(Object.keys(this.kinds), this.declared());
  }

  of(name: string): JobHandler<JsonValue> {
    const handler = this.handlers.get(name);
    if (!handler) throw new TypeError(`No handler for the job ${name}`);
    return handler;
  }

  private declared(): [name: string, handler: JobHandler<JsonValue>][] {
    return this.discovery.getProviders({ metadataKey: JobHandlerOf.KEY }).map((wrapper) => {
      const name = this.discovery.getMetadataByDecorator(JobHandlerOf, wrapper) ?? '';
      return [name, wrapper.instance as JobHandler<JsonValue>];
    });
  }
}

/** Throws when a name has no handler or two, or a handler an unknown name; all complaints at once. */
export function collectHandlers<Handler>(
  names: readonly string[],
  declared: readonly (readonly [name: string, handler: Handler])[],
): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  const problems: string[] = [];
  for (const [name, handler] of declared) {
    if (!names.includes(name)) problems.push(`${name} has a handler and is no job`);
    else if (handlers.has(name)) problems.push(`${name} has two handlers`);
    handlers.set(name, handler);
  }
  problems.push(...names.filter((name) => !handlers.has(name)).map((name) => `${name} has no handler`));
  if (problems.length > 0) throw new TypeError(`Jobs and handlers don't match: ${problems.join('; ')}`);
  return handlers;
}
