import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.js';
import { Installation } from '../support/process/installation.js';
import type { RunningDocket } from '../support/process/running-docket.js';

const BUILD_MS = 240_000;
const GUILD = '/v1/guilds/100000000000000001';

describe('npm start', () => {
  let installation: Installation;
  let docket: RunningDocket;
  let url: string;

  beforeAll(async () => {
    installation = new Installation({ built: false });
    docket = installation.start();
    url = await docket.url(BUILD_MS);
  }, BUILD_MS);
  afterAll(() => installation.remove());

  it('builds what is missing, and says where it listens', async () => {
    expect(docket.output).toContain('Building …');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('shows the admin token once, and keeps it for its user alone', () => {
    const token = installation.adminToken();
    expect(docket.output.split(token)).toHaveLength(2);
    expect(statSync(join(installation.dataDir, 'admin-token')).mode & 0o777).toBe(0o600);
  });

  it('prints commands that send a first alert as they stand', async () => {
    const [, commands = ''] = docket.output.split('paste this into another terminal.\n');
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', commands]);
    expect(stdout).toContain('"name":"My community"');
    expect(stdout).toMatch(/"ticketNumber":1\b/);
  });

  it('keeps everything over a stop, starts again in a moment, and shows no token', async () => {
    await call({ url }, 'PUT', GUILD, installation.adminToken(), { name: 'Kept' });
    docket.signal('SIGTERM');
    expect(await docket.end()).toEqual({ code: 0, signal: null });

    docket = installation.start();
    url = await docket.url();
    expect(docket.output).not.toContain('Building');
    expect(docket.output).not.toContain(installation.adminToken());
    expect(docket.output).toContain(join(installation.dataDir, 'admin-token'));
    const kept = await call({ url }, 'GET', GUILD, installation.adminToken());
    expect(kept.body).toMatchObject({ name: 'Kept' });
    docket.signal('SIGTERM');
    await docket.end();
  });
});
