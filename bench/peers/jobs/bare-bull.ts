import Bull from 'bull';
import { CONCURRENCY, serveJobs } from '../../support/job-peer.js';

/** Bull and nothing else. */
await serveJobs(async (ran) => {
  const queue = new Bull<{ number: number }>('bare', process.env['REDIS_URL']!);
  const options = { removeOnComplete: true };
  void queue.process(CONCURRENCY, async ({ data }) => ran(data.number));
  await queue.isReady();
  return {
    addMany: (numbers) => queue.addBulk(numbers.map((number) => ({ data: { number }, opts: options }))),
    addOne: (number) => queue.add({ number }, options),
    close: () => queue.close(true),
  };
});
