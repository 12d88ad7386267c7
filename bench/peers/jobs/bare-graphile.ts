import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { CONCURRENCY, serveJobs } from '../../support/job-peer.js';

const connection = {
  connectionString: process.env['DATABASE_URL']!,
  maxPoolSize: CONCURRENCY + 2,
  logger: new Logger(() => () => {}),
};

/** graphile-worker and nothing else. */
await serveJobs(async (ran) => {
  const utils = await makeWorkerUtils(connection);
  await utils.migrate();
  const runner = await run({
    ...connection,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    taskList: { bare: async (payload) => ran((payload as { number: number }).number) },
  });
  return {
    addMany: (numbers) =>
      utils.addJobs(numbers.map((number) => ({ identifier: 'bare', payload: { number } }))),
    addOne: (number) => utils.addJob('bare', { number }),
    close: () => runner.stop(),
  };
});
