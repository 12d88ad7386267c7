import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { killAll, processesNaming } from './processes.js';
import { startProgram, type RunningDocket } from './running-docket.js';

const ROOT = resolve('.');
const OWN = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts'];
const SOURCES = ['config', 'migrations', 'src', 'test', 'bench'];
/** Of the output what runs. */
const RUNS = /^dist(\/(\.built-from|app|config|migrations|src)(\/.*)?)?$/;

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** `npm` is what people type; the other one is what it runs. */
  readonly by?: 'npm' | 'node';
}

/** A copy of the repository in a folder of its own, with a data folder of its own. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'docket-installation-'));
  readonly dataDir = join(this.folder, '.docket');
  private readonly started: RunningDocket[] = [];

  constructor({ built }: { readonly built: boolean }) {
    // Postgres runs as another user when the tests run as root, and must get through.
    chmodSync(this.folder, 0o755);
    for (const name of OWN) this.copy(name);
    if (built) {
      this.copy('dist', (path) => RUNS.test(path) && !path.endsWith('.map'));
      // Looked at, and nothing is made of them.
      for (const name of SOURCES.filter((each) => existsSync(join(ROOT, each))))
        symlinkSync(join(ROOT, name), join(this.folder, name));
    } else {
      for (const name of SOURCES) this.copy(name);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  start({ env = {}, by = 'npm' }: StartOptions = {}): RunningDocket {
    const [program, args] = by === 'npm' ? ['npm', ['start']] : [process.execPath, ['scripts/start.mjs']];
    const { PATH = '', HOME = '' } = process.env;
    const docket = startProgram(program, args, this.folder, { PATH, HOME, PORT: '0', ...env });
    this.started.push(docket);
    return docket;
  }

  /** The numbers of the processes that belong to it. */
  processes(): number[] {
    return processesNaming(this.folder);
  }

  adminToken(): string {
    return readFileSync(join(this.dataDir, 'admin-token'), 'utf8').trim();
  }

  remove(): void {
    for (const docket of this.started) docket.killGroup();
    killAll(this.processes());
    rmSync(this.folder, { recursive: true, force: true });
  }

  private copy(name: string, filter = (_path: string): boolean => true): void {
    const from = join(ROOT, name);
    if (!existsSync(from)) return;
    cpSync(from, join(this.folder, name), {
      recursive: true,
      filter: (source) => filter(relative(ROOT, source)),
    });
  }
}
