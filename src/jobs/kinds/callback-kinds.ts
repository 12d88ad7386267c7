import { jobKind } from '../domain/job-kind.js';

interface OfEndpoint {
  readonly guildId: string;
  readonly endpointId: string;
}

/**
 * Targets that answer and targets that don't have places of their own, and together leave room for other work
 * in the background: whoever hangs waits among its like.
 */
export const CALLBACK_KINDS = {
  'callbacks.deliver': jobKind<OfEndpoint>()({ lane: 'background', concurrency: 8 }),
  'callbacks.retry': jobKind<OfEndpoint>()({ lane: 'background', concurrency: 2 }),
};
