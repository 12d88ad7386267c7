import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROCESS_ROLES, type ProcessRole } from '#config';
import { RouteTable } from '#http';
import { Jobs } from '#jobs';
import { TicketReader, TicketService } from '#tickets';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { createIntake } from '../../support/intake.js';
import { LiveClient } from '../../support/live-client.js';
import { SENIOR } from '../../support/live.js';

const MIXES: ProcessRole[][] = [
  ['api'],
  ['bot'],
  ['worker'],
  ['api', 'bot'],
  ['api', 'worker'],
  ['bot', 'worker'],
  [...PROCESS_ROLES],
];
const FOR_EVERYONE = ['/healthz', '/metrics', '/readyz'];

let beside: TestApp;
beforeAll(async () => {
  beside = await startTestApp({ roles: new Set(['api'] as const) });
});
afterAll(() => beside.close());

async function withRoles(
  roles: readonly ProcessRole[],
  work: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await startTestApp({ roles: new Set(roles) }, beside.databaseUrl);
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

const metricsOf = async (app: TestApp) => (await fetch(`${app.url}/metrics`)).text();
const calls = (app: TestApp) => app.app.get(RouteTable).list();

describe.each(MIXES.map((roles) => ({ roles })))('a process with the roles $roles', ({ roles }) => {
  it('answers whether it lives and what it counts, and serves the API and the feed where it has the role', () =>
    withRoles(roles, async (app) => {
      for (const path of FOR_EVERYONE) expect((await fetch(`${app.url}${path}`)).status).toBe(200);
      const paths = calls(app).map(({ path }) => path);
      const { guild } = await createIntake(beside);
      const token = await guild.moderator('500000000000000001');
      const queue = await call(app, 'GET', `/v1/guilds/${guild.guildId}/tickets`, token);
      const socket = LiveClient.connect(app, token).then((client) => client.close());
      if (roles.includes('api')) {
        expect(calls(app)).toEqual(calls(beside));
        expect(queue.status).toBe(200);
        await socket;
      } else {
        expect(paths.toSorted()).toEqual(FOR_EVERYONE);
        expect(queue).toMatchObject({
          status: 404,
          body: { code: 'no_such_route', detail: expect.stringContaining('does not have the role api') },
        });
        await expect(socket).rejects.toThrow();
      }
    }));
});

describe('background work', () => {
  const ran = async (app: TestApp) =>
    (await metricsOf(app)).includes('docket_job_runs_total{name="jobs.tidy",outcome="done"} 1');

  it('is left to the workers by everyone else', async () => {
    const { accept, guild } = await createIntake(beside);
    const { ticketId } = await accept();
    const wait = { type: 'wait', for: 'time', until: new Date(Date.now() + 50), reason: null } as const;
    const senior = { actor: SENIOR, version: null };
    await beside.app.get(TicketService).execute(guild.guildId, ticketId, wait, senior);
    await beside.app.get<Jobs>(Jobs).add('jobs.tidy', {}, { key: 'tidy' });
    const status = async () => {
      const [ticket] = await beside.app.get(TicketReader).summaries(guild.guildId, [ticketId]);
      return ticket?.status;
    };
    await withRoles(['bot'], async (bot) => {
      expect(await ran(bot)).toBe(false);
      expect(await status()).toBe('waiting');
    });
    await withRoles(['worker'], async (worker) => {
      await eventually(async () => expect(await status()).toBe('open'));
      await eventually(async () => expect(await ran(worker)).toBe(true));
    });
    expect(await ran(beside)).toBe(false);
  });
});
