import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { VARIABLES } from '../../config/environment.js';
import { createDatabaseClone } from '../support/database.js';
import { Dockerfile } from '../support/deployment/dockerfile.js';
import { eventually } from '../support/eventually.js';
import { startProgram } from '../support/process/running-docket.js';
import { readCompose } from '../support/deployment/compose.js';

const ROOT = resolve('.');
const dockerfile = new Dockerfile(ROOT);
const { migrate } = readCompose(ROOT).services;

/** There is no container here: what the image holds is laid out in a folder, and its commands are run there. */
describe('the image', () => {
  let folder: string;
  let missing: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'docket-image-'));
    chmodSync(folder, 0o755);
    missing = dockerfile.layOut(folder);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('copies only what is there', () => {
    expect(missing).toEqual([]);
  });

  it('does not run as root, listens where it says, and sets only what is read', () => {
    expect(dockerfile.user).toBe('node');
    expect(dockerfile.exposed).toEqual([dockerfile.environment['PORT']]);
    expect(dockerfile.volumes).toEqual([dockerfile.environment['DOCKET_DATA_DIR']]);
    const names = Object.keys(dockerfile.environment).filter((name) => name !== 'NODE_ENV');
    for (const name of names) expect(VARIABLES).toContain(name);
  });

  it('refuses tables that were not migrated, migrates as a step of its own, runs, is healthy, and stops', async () => {
    const clone = await createDatabaseClone();
    const admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await admin.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await admin.end();
    const env = {
      PATH: process.env['PATH'] ?? '',
      ...dockerfile.environment,
      HOST: '127.0.0.1',
      PORT: '0',
      DOCKET_DATA_DIR: join(folder, 'data'),
      DATABASE_URL: clone.url,
      DOCKET_MIGRATE: 'off',
    };
    const run = ([program = '', ...args]: readonly string[], more = {}) =>
      spawnSync(program, args, { cwd: folder, env: { ...env, ...more }, encoding: 'utf8' });

    const early = run(dockerfile.command);
    expect(early.stderr).toMatch(/DOCKET_MIGRATE is off\. Run: node dist\/app\/migrate\.js/);
    expect(early.status).toBe(1);
    expect(run(migrate!.command!)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('up to date'),
    });
    expect(run(migrate!.command!).status).toBe(0);

    const [program = '', ...args] = dockerfile.command;
    const docket = startProgram(program, args, folder, env);
    try {
      const url = await docket.url();
      const PORT = new URL(url).port;
      await eventually(() => expect(run(dockerfile.healthcheck, { PORT }).status).toBe(0));
      docket.signal('SIGTERM');
      expect(await docket.end()).toEqual({ code: 0, signal: null });
      expect(run(dockerfile.healthcheck, { PORT }).status).toBe(1);
    } finally {
      docket.signal('SIGKILL');
      await docket.end();
      await clone.release();
    }
  }, 180_000);
});
