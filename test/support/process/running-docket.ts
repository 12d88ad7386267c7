import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { killAll } from './processes.js';

/** In a group of its own, as a terminal starts programs. */
export function startProgram(
  program: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): RunningDocket {
  const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  return new RunningDocket(child, folder);
}

/** A Docket that was started as its users start it. */
export class RunningDocket {
  private readonly ended: Promise<{ code: number | null; signal: string | null }>;
  private text = '';
  private hasEnded = false;

  constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.hasEnded = true;
      return { code: code as number | null, signal: signal as string | null };
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.text += chunk;
      });
    }
  }

  /** Everything it has said. */
  get output(): string {
    return this.text;
  }

  /** Where it listens, as it says itself. */
  async url(withinMs = 30_000): Promise<string> {
    const found = await this.says(/Docket listens on (\S+)[^]*Send a first alert[^]*\n\n/, withinMs);
    return found[1]!;
  }

  /** The process of Node itself, below npm and a shell. */
  get nodePid(): number {
    return Number(readFileSync(join(this.folder, '.docket/lock'), 'utf8').split(' ')[0]);
  }

  /** Waits for it to say something; fails when it ends without. */
  async says(pattern: RegExp, withinMs = 30_000): Promise<RegExpExecArray> {
    const look = (): RegExpExecArray => {
      const found = pattern.exec(this.text);
      if (found === null) throw new Error(`It did not say ${String(pattern)} but:\n${this.text}`);
      return found;
    };
    await eventually(() => this.hasEnded || look(), withinMs);
    return look();
  }

  /** As `kill` does. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** As a terminal does on Ctrl-C: the whole group is told. */
  interrupt(): void {
    process.kill(-this.child.pid!, 'SIGINT');
  }

  /** Without mercy, what npm has started included. */
  killGroup(): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) killAll([-pid]);
  }

  /** Waits for its end. */
  end(): Promise<{ code: number | null; signal: string | null }> {
    return this.ended;
  }
}
