import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Installation } from '../support/process/installation.js';

const START_MS = 120_000;

/** Whoever starts it reads one clear sentence, no stack, and the exit code says that it failed. */
describe('a start that cannot work', () => {
  let installation: Installation;

  beforeAll(() => {
    installation = new Installation({ built: true });
  });
  afterAll(() => installation.remove());

  async function refusal(env: Record<string, string>): Promise<string> {
    const docket = installation.start({ env, by: 'node' });
    expect(await docket.end()).toEqual({ code: 1, signal: null });
    expect(docket.output).not.toMatch(/^\s+at /m);
    return docket.output.trim();
  }

  it('names every setting that is wrong', async () => {
    expect(await refusal({ PORT: 'many', DOCKET_ROLES: 'cook', REDIS_URL: 'here' })).toBe(
      [
        'PORT must be a whole number from 0 to 65535',
        'REDIS_URL must look like redis://host:6379',
        'DOCKET_ROLES must list one or more of api, bot, worker, separated by commas',
      ].join('\n'),
    );
  });

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} of 127.0.0.1 is in use by another program. Stop that one, or set PORT to another port.`,
    );
    other.close();
  });

  it('says that the address is none of this machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toContain('Set HOST to 127.0.0.1');
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(installation.folder, 'a-file');
    writeFileSync(file, '');
    expect(await refusal({ DOCKET_DATA_DIR: join(file, 'data') })).toMatch(
      /^The data folder .*a-file\/data can't be written \(ENOTDIR\)\. Make it writable .* or set DOCKET_DATA_DIR/,
    );
    if (process.getuid?.() !== 0) {
      const closed = join(installation.folder, 'closed');
      mkdirSync(closed, { mode: 0o500 });
      expect(await refusal({ DOCKET_DATA_DIR: closed })).toContain("can't be written (EACCES)");
    }
  });

  it.each([
    [
      'postgres://docket:hunter2@127.0.0.1:1/docket',
      "PostgreSQL can't be reached at 127.0.0.1:1 (ECONNREFUSED).",
    ],
    ['postgres://docket:hunter2@no-such-host.invalid/docket', 'has no address'],
    ['mysql://docket:hunter2@localhost/docket', 'DATABASE_URL must look like postgres://'],
  ])('says what is wrong with DATABASE_URL %s, and keeps its password to itself', async (url, sentence) => {
    const said = await refusal({ DATABASE_URL: url });
    expect(said).toContain(sentence);
    expect(said).not.toContain('hunter2');
  });

  it(
    'says that a second copy runs on the same data folder, and leaves the first one alone',
    async () => {
      const first = installation.start({ by: 'node' });
      const url = await first.url(START_MS);
      expect(await refusal({})).toContain(`Stop it first: kill ${first.nodePid}.`);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      first.signal('SIGTERM');
      expect((await first.end()).code).toBe(0);
    },
    START_MS,
  );
});
