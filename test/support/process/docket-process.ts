import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';

const STARTS_WITHIN_MS = 90_000;

export interface DocketSettings {
  /** Kept from one start to the next. */
  readonly dataDir: string;
  /** Null: the embedded Postgres in the data folder. */
  readonly databaseUrl: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A data folder that the user of an embedded Postgres can reach too. */
export function makeDataDir(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'docket-data-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The real process: what `npm start` runs after the build. */
export class DocketProcess {
  readonly adminToken = 'test-admin-token-0123456789';
  readonly ended: Promise<Ending>;
  private said = '';
  private address: string | null = null;
  private hasEnded = false;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(([code, signal]): Ending => {
      this.hasEnded = true;
      return { code, signal };
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    }
  }

  /** Resolves when it listens. */
  static async start({ dataDir, databaseUrl, env = {} }: DocketSettings): Promise<DocketProcess> {
    const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
    // The folder is no argument it knows; by it whoever looks for leftovers recognises the process.
    const child = spawn(process.execPath, ['dist/app/main.js', dataDir], {
      env: {
        PATH,
        HOME,
        TMPDIR,
        PORT: '0',
        DOCKET_DATA_DIR: dataDir,
        DOCKET_ADMIN_TOKEN: 'test-admin-token-0123456789',
        // Mostly a copy that has its tables; where it is empty, `env` says so.
        ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl, DOCKET_MIGRATE: 'off' }),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const docket = new DocketProcess(child);
    try {
      await eventually(() => {
        if (!docket.hasEnded) docket.findAddress();
      }, STARTS_WITHIN_MS);
      docket.findAddress();
    } catch (error) {
      docket.signal('SIGKILL');
      throw error;
    }
    return docket;
  }

  get url(): string {
    return this.address!;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Everything it has written to its output and its log. */
  get output(): string {
    return this.said;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<Ending> {
    this.signal('SIGKILL');
    return this.ended;
  }

  private findAddress(): void {
    const found = /Docket listens on (\S+)/.exec(this.said);
    if (!found) throw new Error(`It does not listen. It said:\n${this.said}`);
    this.address = found[1]!;
  }
}
