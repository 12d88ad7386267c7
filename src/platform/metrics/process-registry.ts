import { collectDefaultMetrics, Registry } from 'prom-client';

let made: Registry | null = null;

/**
 * What the process is like: memory, processor, event loop, garbage. There is one, however many applications begin in
 * the process, for the library's timers and observers never end.
 */
export function processRegistry(): Registry {
  if (made === null) {
    made = new Registry();
    collectDefaultMetrics({ register: made });
  }
  return made;
}
