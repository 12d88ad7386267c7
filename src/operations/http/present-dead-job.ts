import type { JsonObject } from '#kernel';
import type { DeadJobSummary } from '#jobs';

export function presentDeadJob(job: DeadJobSummary): JsonObject {
  return {
    id: job.id,
    name: job.name,
    key: job.key,
    guildId: job.guildId,
    payload: job.payload,
    failures: job.failures,
    deaths: job.deaths,
    error: job.error,
    diedAt: job.diedAt.toISOString(),
  };
}
