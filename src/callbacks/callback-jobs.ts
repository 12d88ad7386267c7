import type { JobRequest } from '#jobs';
import type { EndpointKey } from './db/delivery.store.js';

/** One at a time for each endpoint; one that fails waits among those that do. */
export function callbackJob(
  { guildId, endpointId }: EndpointKey,
  failures: number,
  runAt: Date | null = null,
): JobRequest {
  return {
    name: failures > 0 ? 'callbacks.retry' : 'callbacks.deliver',
    payload: { guildId, endpointId },
    key: endpointId,
    ...(runAt !== null && { runAt }),
  };
}
