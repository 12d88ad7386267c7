import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A peer of `bench/peers` in a process of its own; it sends the port it listens on. */
export async function startPeer(name: string, env: Record<string, string>): Promise<Server> {
  const { child, message } = await forkPeer(name, env);
  return { url: `http://127.0.0.1:${String(message)}`, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** The same for one that is ordered by IPC; resolves with its first message. */
export async function forkPeer(
  name: string,
  env: Record<string, string>,
): Promise<{ readonly child: ChildProcess; readonly message: unknown }> {
  const file = fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url));
  const child = fork(file, [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([once(child, 'message'), failed(child, name)])) as [unknown];
  return { child, message };
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function failed(child: ChildProcess, name: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${name} ended with ${code} before it listened`);
}
