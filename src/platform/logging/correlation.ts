import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Everything logged by the work, however deep, carries the id: one request, job or interaction. */
export function withCorrelationId<T>(id: string, work: () => T): T {
  return storage.run(id, work);
}

export function correlationId(): string | undefined {
  return storage.getStore();
}
