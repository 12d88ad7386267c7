import { setTimeout as delay } from 'node:timers/promises';
import { steadily } from './steadily.js';
import { quantile } from './statistics.js';

const LOOK_MS = 1;

/** A queue as the benchmark uses it: jobs that carry a number and do nothing. */
export interface BenchQueue {
  addMany(numbers: readonly number[]): Promise<unknown>;
  addOne(number: number): Promise<unknown>;
  close(): Promise<unknown>;
}

/** So many at once, or so many a second for a while. */
export type JobOrder = { readonly flood: number } | { readonly perSecond: number; readonly seconds: number };
/** Jobs a second, or the time from adding one to its run at the median. */
export type JobReport = { readonly perSecond: number } | { readonly p50: number };

export const CONCURRENCY = 16;
const CHUNK = 500;

/** Adds and runs in one process, as its parent orders by IPC. `open` is given what each run has to call. */
export async function serveJobs(open: (ran: (number: number) => void) => Promise<BenchQueue>): Promise<void> {
  let done = 0;
  const begun = new Map<number, number>();
  const delays: number[] = [];
  const queue = await open((number) => {
    done += 1;
    const at = begun.get(number);
    if (at !== undefined) delays.push(performance.now() - at);
  });
  const untilDone = async (count: number): Promise<void> => {
    while (done < count) await delay(LOOK_MS);
  };

  const flood = async (count: number): Promise<JobReport> => {
    const numbers = Array.from({ length: count }, (_, i) => i);
    const started = performance.now();
    for (let at = 0; at < count; at += CHUNK) await queue.addMany(numbers.slice(at, at + CHUNK));
    await untilDone(count);
    return { perSecond: count / ((performance.now() - started) / 1_000) };
  };
  const steady = async (perSecond: number, seconds: number): Promise<JobReport> => {
    let next = 0;
    await steadily(perSecond, seconds, async () => {
      const number = (next += 1);
      begun.set(number, performance.now());
      await queue.addOne(number);
    });
    await untilDone(next);
    return { p50: quantile(delays, 0.5) };
  };

  process.on('message', (order: JobOrder) => {
    done = 0;
    delays.length = 0;
    begun.clear();
    const work = 'flood' in order ? flood(order.flood) : steady(order.perSecond, order.seconds);
    void work.then((report) => process.send?.(report));
  });
  process.once('SIGTERM', () => void queue.close().finally(() => process.exit(0)));
  process.send?.('ready');
}
