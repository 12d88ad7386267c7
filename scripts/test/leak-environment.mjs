import { setTimeout as delay } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** On a busy machine what was closed may take so long to be gone. */
const GRACE_MS = 5_000;
const LOOK_EVERY_MS = 10;

// The only call that names them.
const { _getActiveHandles: openHandles } = process;

// What keeps a worker from ending is found below, by file. One that has nothing left ends without tidying its heap:
// of so many modules that can take longer than the half second after which Jest ends it and says that tests leak.
if (process.send) process.once('beforeExit', () => process.exit());

/**
 * A test file has failed when it leaves anything running that would keep a process from ending: a timer, a socket,
 * a server, a process, a request.
 */
export default class LeakEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.graceMs = config.projectConfig.testEnvironmentOptions.graceMs ?? GRACE_MS;
  }

  async setup() {
    await super.setup();
    // These are opened by their first use and stay.
    void [process.stdout, process.stderr];
    this.before = await running();
    this.handles = new WeakSet(openHandles());
  }

  /** What failed may have been cut off before it tidied up, and has been told. */
  handleTestEvent(event) {
    if (event.name === 'hook_failure' || (event.name === 'test_done' && event.test.errors.length > 0)) {
      this.failed = true;
    }
  }

  async teardown() {
    try {
      if (!this.failed) await this.#settled();
    } finally {
      await super.teardown();
    }
  }

  async #settled() {
    const deadline = performance.now() + this.graceMs;
    for (;;) {
      const left = excess(await running(), this.before);
      if (left.length === 0) return;
      if (performance.now() < deadline) continue;
      const handles = openHandles().filter((handle) => !this.handles.has(handle));
      throw new Error([`Left running: ${left.join(', ')}`, ...handles.map(describe)].join('\n  '));
    }
  }
}

/** How many of each kind keep this process alive. */
async function running() {
  // Looked at always at the same point of the loop: right after a timer of its own.
  await delay(LOOK_EVERY_MS);
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function excess(now, before) {
  return [...now]
    .map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)])
    .filter(([, more]) => more > 0)
    .map(([kind, more]) => `${more} × ${kind}`);
}

function describe(handle) {
  const { localPort, remoteAddress, remotePort, spawnargs, pid } = handle;
  const name = handle.constructor.name;
  if (spawnargs) return `${name} ${pid}: ${spawnargs.join(' ')}`;
  if (remotePort) return `${name} ${localPort} → ${remoteAddress}:${remotePort}`;
  return `${name} ${JSON.stringify(handle.address?.() ?? null)}`;
}
