import request, { type Test } from 'supertest';
import type { Role } from '#kernel';
import type { TestApp } from './app.js';
import type { TestGuild } from './guild.js';

/** Someone on staff with a token and a client of their own, who works tickets over HTTP. */
export interface StaffClient {
  readonly id: string;
  /** `give(7, 'claim')`, `give(id, 'note', { text })` */
  give(ticket: string | number, command: string, body?: string | object): Test;
  /** `read('/tickets/7/events')` */
  read(path: string): Test;
}

export async function staffClient(
  app: TestApp,
  guild: TestGuild,
  id: string,
  role: Role = 'moderator',
): Promise<StaffClient> {
  return clientWith(app, guild.guildId, await guild.moderator(id, role), id);
}

/** With any token, or none. */
export function clientWith(app: TestApp, guildId: string, token: string | null, id = ''): StaffClient {
  const base = `/v1/guilds/${guildId}`;
  const asThem = (test: Test): Test => (token === null ? test : test.auth(token, { type: 'bearer' }));
  return {
    id,
    give: (ticket, command, body) => {
      const test = asThem(request(app.url).post(`${base}/tickets/${ticket}/${command}`));
      return body === undefined ? test : test.type('json').send(body);
    },
    read: (path) => asThem(request(app.url).get(`${base}${path}`)),
  };
}

/** The id of a person, by a number of their own. */
export function personId(i: number): string {
  return String(4n * 10n ** 17n + BigInt(i));
}
