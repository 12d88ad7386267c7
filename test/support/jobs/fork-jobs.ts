import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('job-process-main.js', import.meta.url));

export interface ForkedJobs {
  readonly pid: number;
  /** As `kill -9` does. */
  kill(): Promise<void>;
}

/** Starts a worker in a process of its own and waits until it takes jobs. */
export async function forkJobs(databaseUrl: string, redisUrl: string | null): Promise<ForkedJobs> {
  const child = fork(MAIN, [databaseUrl, redisUrl ?? ''], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The worker process ended before it was ready');
    }),
  ]);
  return {
    pid: child.pid!,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
