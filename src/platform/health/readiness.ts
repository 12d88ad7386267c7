import { Injectable } from '@nestjs/common';

/** Something that has to work before this process can serve. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when it doesn't work; the reason stays in the process. */
  check(): Promise<void>;
}

export type CheckResult = 'ok' | 'failed' | 'timeout';

export interface ReadinessReport {
  readonly ready: boolean;
  readonly draining: boolean;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const CHECK_WITHIN_MS = 2_000;
/** Anyone may ask: however often they do, the dependencies are asked once in this time. */
const GOOD_FOR_MS = 1_000;

/** Whether this process can serve. Modules add what they depend on; shutting down turns it off for good. */
@Injectable()
export class Readiness {
  private readonly added: ReadinessCheck[] = [];
  private latest: { readonly at: number; readonly checks: Promise<Record<string, CheckResult>> } | null =
    null;
  private stopping = false;

  add(check: ReadinessCheck): void {
    this.added.push(check);
  }

  get draining(): boolean {
    return this.stopping;
  }

  /** From now on new work belongs to other processes. */
  drain(): void {
    this.stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at >= GOOD_FOR_MS) {
      this.latest = { at: now, checks: this.runAll() };
    }
    const checks = await this.latest.checks;
    const allOk = Object.values(checks).every((result) => result === 'ok');
    return { ready: allOk && !this.stopping, draining: this.stopping, checks };
  }

  private async runAll(): Promise<Record<string, CheckResult>> {
    const results = await Promise.all(
      this.added.map(async (check) => [check.name, await run(check)] as const),
    );
    return Object.fromEntries(results);
  }
}

async function run(check: ReadinessCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), CHECK_WITHIN_MS);
  });
  const answer = check.check().then(
    (): CheckResult => 'ok',
    (): CheckResult => 'failed',
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
