import { isUuid, newId, type JsonValue } from '#kernel';
import type { NewJob, TakenJob } from './driver.js';

/** What a queue keeps of a job, in short names: it is stored and parsed for every one of them. */
export interface Envelope {
  /** The request's id. */
  readonly r: string;
  readonly p: JsonValue;
  readonly k?: string;
  readonly m?: number;
  readonly d?: true;
  /** Failures so far. */
  readonly f?: number;
}

export function toEnvelope(job: NewJob): Envelope {
  return {
    r: job.id,
    p: job.payload,
    ...(job.key === null ? {} : { k: job.key }),
    ...(job.maxAttempts === null ? {} : { m: job.maxAttempts }),
    ...(job.wasDead ? { d: true as const } : {}),
  };
}

/** Someone else may have put a job there with the library's own means: then the whole of it is payload. */
export function fromEnvelope(name: string, stored: unknown): Omit<TakenJob, 'lastError'> {
  const envelope = isEnvelope(stored) ? stored : { r: newId(), p: stored as JsonValue };
  return {
    id: envelope.r,
    name,
    key: envelope.k ?? null,
    payload: envelope.p,
    maxAttempts: envelope.m ?? null,
    failures: envelope.f ?? 0,
    wasDead: envelope.d ?? false,
  };
}

function isEnvelope(value: unknown): value is Envelope {
  return (
    typeof value === 'object' && value !== null && 'p' in value && 'r' in value && isUuid(String(value.r))
  );
}
