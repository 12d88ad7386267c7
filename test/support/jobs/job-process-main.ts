import { startJobs } from './job-process.js';

/** A worker in a process of its own, for tests that kill it. It lives no longer than its parent. */
const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit(1));
await startJobs({ databaseUrl, redisUrl: redisUrl === '' ? null : redisUrl });
process.send?.('ready');
