import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.js';
import { Installation } from '../support/process/installation.js';
import type { RunningDocket } from '../support/process/running-docket.js';

const WITHIN_MS = 120_000;
const FIRST = 100_000_000_000_000_001n;

describe('npm run backup and restore', () => {
  let installation: Installation;
  let docket: RunningDocket;
  let url: string;

  beforeAll(async () => {
    installation = new Installation({ built: true });
    docket = installation.start();
    url = await docket.url(WITHIN_MS);
  }, WITHIN_MS);
  afterAll(() => installation.remove());

  const put = (number: number) =>
    call({ url }, 'PUT', `/v1/guilds/${FIRST + BigInt(number)}`, installation.adminToken(), {
      name: `Guild ${number}`,
    });
  const guilds = async (): Promise<string[]> => {
    const path = '/v1/guilds?limit=200';
    const { body } = await call<{ items: { id: string }[] }>({ url }, 'GET', path, installation.adminToken());
    return body.items.map(({ id }) => id);
  };
  const script = (name: string, folder: string, env = {}) =>
    spawnSync(process.execPath, [`scripts/${name}.mjs`, folder], {
      cwd: installation.folder,
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    });

  it(
    'copies a running Docket, and brings back what it held then',
    async () => {
      let made = 0;
      while (made < 20) await put(made++);
      const token = installation.adminToken();
      const backup = join(installation.folder, 'backups', '1');
      const copying = spawn(process.execPath, ['scripts/backup.mjs', backup], {
        cwd: installation.folder,
        stdio: 'ignore',
      });
      const copied = once(copying, 'exit');
      while (copying.exitCode === null && made < 190) await put(made++);
      expect(await copied).toEqual([0, null]);
      await put(made++);
      docket.signal('SIGTERM');
      await docket.end();

      const DOCKET_DATA_DIR = join(installation.folder, 'restored');
      const restored = script('restore', backup, { DOCKET_DATA_DIR });
      expect([restored.stderr, restored.status]).toEqual(['', 0]);
      docket = installation.start({ env: { DOCKET_DATA_DIR } });
      url = await docket.url(WITHIN_MS);
      expect(docket.output).not.toContain(token);
      const kept = await guilds();
      expect(kept.length).toBeGreaterThanOrEqual(20);
      expect(kept.length).toBeLessThan(made);
      // As it was at one moment: nothing is missing in between.
      expect(kept).toEqual(kept.map((_, number) => String(FIRST + BigInt(number))));
      expect((await put(300)).status).toBe(201);
      docket.signal('SIGTERM');
      expect((await docket.end()).code).toBe(0);
    },
    WITHIN_MS,
  );

  it('copies one that does not run', async () => {
    const backup = join(installation.folder, 'backups', '2');
    expect(script('backup', backup).status).toBe(0);
    const DOCKET_DATA_DIR = join(installation.folder, 'restored-2');
    expect(script('restore', backup, { DOCKET_DATA_DIR }).status).toBe(0);
    docket = installation.start({ env: { DOCKET_DATA_DIR } });
    url = await docket.url(WITHIN_MS);
    expect((await guilds()).length).toBeGreaterThan(20);
    docket.signal('SIGTERM');
    await docket.end();
  });

  it('overwrites nothing, and says what is wrong', () => {
    const full = join(installation.folder, 'backups');
    expect(script('backup', full).stderr).toMatch(/is not empty\. Name a new folder\.\n$/);
    expect(script('backup', join(installation.dataDir, 'copy')).stderr).toContain(
      'is inside of what is copied',
    );
    expect(script('restore', join(full, '1')).stderr).toMatch(/\.docket is not empty/);
    const empty = join(installation.folder, 'empty');
    mkdirSync(empty);
    expect(script('restore', empty).stderr).toContain('is not a backup');
    expect(script('backup', empty, { DOCKET_DATA_DIR: empty }).stderr).toContain(
      'There is no embedded database',
    );
    expect(script('backup', '').stderr).toBe('Say where to: npm run backup -- FOLDER\n');
  });
});
