import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newSnowflake } from '#kernel';
import { call } from '../support/call.js';
import { eventually } from '../support/eventually.js';
import { Installation } from '../support/process/installation.js';
import { killAll } from '../support/process/processes.js';
import type { RunningDocket } from '../support/process/running-docket.js';

const WITHIN_MS = 120_000;

describe('a Docket that is stopped or killed', () => {
  let installation: Installation;
  /** What a test left running the next one goes on with. */
  let running: RunningDocket | null = null;
  let docket: RunningDocket;
  let url: string;
  let guildId: string;

  beforeAll(() => {
    installation = new Installation({ built: true });
  });
  afterAll(async () => {
    running?.signal('SIGTERM');
    await running?.end();
    installation.remove();
  });
  beforeEach(async () => {
    if (running === null) await start();
    guildId = newSnowflake(Date.now());
    const { status } = await call({ url }, 'PUT', `/v1/guilds/${guildId}`, installation.adminToken(), {
      name: 'Before',
    });
    expect(status).toBe(201);
  }, WITHIN_MS);

  async function start(): Promise<void> {
    docket = installation.start();
    running = docket;
    url = await docket.url(WITHIN_MS);
  }

  async function end(): ReturnType<RunningDocket['end']> {
    running = null;
    return docket.end();
  }

  async function expectRecovery(): Promise<void> {
    await start();
    const { body } = await call({ url }, 'GET', `/v1/guilds/${guildId}`, installation.adminToken());
    expect(body).toMatchObject({ name: 'Before' });
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, and Postgres with it', async (signal) => {
    docket.signal(signal);
    expect(await end()).toEqual({ code: 0, signal: null });
    expect(installation.processes()).toEqual([]);
    await expectRecovery();
  });

  it('ends cleanly on Ctrl-C, which reaches npm and Docket alike', async () => {
    docket.interrupt();
    expect(await end()).toEqual({ code: 0, signal: null });
    expect(installation.processes()).toEqual([]);
  });

  it('takes over the Postgres that a killed process left behind', async () => {
    const orphaned = installation.processes();
    killAll([docket.nodePid]);
    expect((await end()).code).not.toBe(0);
    expect(orphaned.length).toBeGreaterThan(0);
    await expectRecovery();
    expect(installation.processes()).toEqual(expect.arrayContaining([Math.min(...orphaned)]));
  });

  it('recovers when everything was killed, the notes of dead processes still there', async () => {
    killAll([docket.nodePid, ...installation.processes()]);
    await end();
    await eventually(() => expect(installation.processes()).toEqual([]));
    await expectRecovery();
  });

  it('starts its Postgres again when that alone is killed', async () => {
    killAll([Math.min(...installation.processes())]);
    await eventually(async () => {
      const { status } = await call({ url }, 'GET', `/v1/guilds/${guildId}`, installation.adminToken());
      expect(status).toBe(200);
    }, WITHIN_MS);
  });
});
