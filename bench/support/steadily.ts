import { setTimeout as delay } from 'node:timers/promises';

/** Starts so many a second, whether or not the earlier ones are done; resolves when all are. */
export async function steadily(perSecond: number, seconds: number, work: () => Promise<void>): Promise<void> {
  const total = Math.round(perSecond * seconds);
  const started = performance.now();
  const running: Promise<void>[] = [];
  while (running.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - started) / 1000) * perSecond));
    while (running.length < due) running.push(work());
    await delay(2);
  }
  await Promise.all(running);
}
