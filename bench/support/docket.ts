import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { probeAddress } from '#platform';
import { createGuild, type TestGuild, type TestSource } from '../../test/support/guild.js';
import { type Server, stop } from './process.js';

export interface RunningDocket extends Server {
  readonly adminToken: string;
  /** From the start of the process to the first good answer of /readyz. */
  readonly readyMs: number;
  /** Resident memory of the process now, in MB. */
  readonly memoryMb: () => number;
}

/** The process as it is shipped, listening on a port of its own. */
export async function startDocket(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<RunningDocket> {
  const dataDir = mkdtempSync(join(tmpdir(), 'docket-bench-data-'));
  const port = await probeAddress('127.0.0.1', 0);
  const adminToken = 'bench-admin-token-0123456789';
  const started = performance.now();
  const child = spawn(process.execPath, ['dist/app/main.js'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DOCKET_ADMIN_TOKEN: adminToken,
      DOCKET_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`Docket ended with ${child.exitCode}`);
    await delay(10);
  }
  return {
    url,
    adminToken,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    memoryMb: () => residentMb(child.pid ?? 0),
    stop: async () => {
      await stop(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface BenchGuild {
  readonly guild: TestGuild;
  readonly source: TestSource;
}

/** A guild with a source that may send as fast as it can. */
export async function createBenchGuild(docket: RunningDocket): Promise<BenchGuild> {
  const guild = await createGuild(docket);
  const source = await guild.source({ kind: 'webhook', rateLimitPerMinute: 1_000_000 });
  return { guild, source };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

function residentMb(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) / 1024;
}
