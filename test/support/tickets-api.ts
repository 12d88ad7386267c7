import { newSnowflake, type Role } from '#kernel';
import { Database } from '#platform';
import type { Ticket } from '#tickets';
import type { TestApp } from './app.js';
import { type Answer, call } from './call.js';
import { createGuild, type TestGuild } from './guild.js';
import { insertTickets, type TicketSpec } from './ticket-rows.js';

/** A person of staff who speaks to the API. */
export interface Caller {
  readonly id: string;
  readonly token: string;
  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>>;
}

/** A guild with people who read and work its tickets over HTTP. */
export interface TicketsApi {
  readonly guild: TestGuild;
  readonly database: Database;
  person(role?: Role, id?: string): Promise<Caller>;
  /** With a token of no person. */
  as(token: string): Caller;
  insert(...specs: readonly TicketSpec[]): Promise<Ticket[]>;
}

export async function createTicketsApi(app: TestApp, settings: object = {}): Promise<TicketsApi> {
  const guild = await createGuild(app, { settings });
  const database = app.app.get(Database);
  const base = `/v1/guilds/${guild.guildId}`;
  const as = (token: string, id = ''): Caller => ({
    id,
    token,
    get: (path) => call(app, 'GET', `${base}${path}`, token),
    post: (path, body) => call(app, 'POST', `${base}${path}`, token, body),
  });
  return {
    guild,
    database,
    as,
    person: async (role = 'moderator', id = newSnowflake(Date.now())) =>
      as(await guild.moderator(id, role), id),
    insert: (...specs) => insertTickets(database, guild.guildId, specs),
  };
}
