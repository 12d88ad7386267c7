import { DiscoveryService } from '@nestjs/core';
import type { JobName, JobPayloads } from '../job-kinds.js';
import type { JobHandler } from './job-handler.js';

type HandlerClass<Payload> = new (...args: never[]) => JobHandler<Payload>;

/** Marks a class with the job it handles; `HandlesJob` is the typed way to use it. */
export const JobHandlerOf = DiscoveryService.createDecorator<string>();

/**
 * Declares the provider that handles a job: `@HandlesJob('callbacks.deliver')` on a class that implements
 * `JobHandler<JobPayloads['callbacks.deliver']>`, listed among its module's providers.
 */
export function HandlesJob<Name extends JobName>(
  name: Name,
): (handler: HandlerClass<JobPayloads[Name]>) => void {
  return JobHandlerOf(name);
}
