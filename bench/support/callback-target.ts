import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../../test/support/call.js';
import type { TestGuild } from '../../test/support/guild.js';
import type { RunningDocket } from './docket.js';

/** What takes 1.3 times as long while calls hang is hardly delayed: of the times, without over with. */
export const HANGING_GOAL = 0.77;
/** As many as a worker calls at once. */
const ENDPOINTS = 8;
const CALLED_WITHIN_MS = 30_000;

/** Answers at once, or never. */
export interface CallbackTarget {
  /** What lets Docket call it. */
  readonly env: Record<string, string>;
  /** Takes every place a worker has for calls, while the work runs; `hangs`: none of the calls is answered. */
  during<T>(docket: RunningDocket, guild: TestGuild, hangs: boolean, work: () => Promise<T>): Promise<T>;
  close(): void;
}

export async function startCallbackTarget(): Promise<CallbackTarget> {
  let hanging = false;
  let called = 0;
  const server = createServer((request, response) => {
    called += 1;
    request.resume();
    if (!hanging) response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  return {
    env: { DOCKET_CALLBACK_HOSTS: `127.0.0.1:${port}` },
    during: async (docket, guild, hangs, work) => {
      hanging = hangs;
      called = 0;
      const endpoints = await Promise.all(
        Array.from({ length: ENDPOINTS }, () => callOnce(docket, guild, url)),
      );
      const deadline = performance.now() + CALLED_WITHIN_MS;
      while (called < ENDPOINTS) {
        if (performance.now() > deadline) throw new Error(`Only ${called} calls came`);
        await delay(20);
      }
      try {
        return await work();
      } finally {
        await Promise.all(endpoints.map((remove) => remove()));
        server.closeAllConnections();
      }
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An endpoint that is called at once; answers how it is removed. */
async function callOnce(docket: RunningDocket, guild: TestGuild, url: string): Promise<() => Promise<void>> {
  const path = `/v1/guilds/${guild.guildId}/callbacks`;
  const made = async <Body>(method: 'POST' | 'DELETE', at: string, body?: object): Promise<Body> => {
    const answer = await call<Body>(docket, method, at, guild.adminToken, body);
    if (answer.status >= 300) throw new Error(`${at}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { id } = await made<{ id: string }>('POST', path, {
    name: 'Bench',
    url,
    eventTypes: ['ticket.merged'],
  });
  await made('POST', `${path}/${id}/test`);
  return () => made('DELETE', `${path}/${id}`);
}
