import { newSnowflake, type Role, type Scope } from '#kernel';
import { call } from './call.js';

/** Where Docket listens and the administrator's token: a `TestApp` is one. */
interface Installation {
  readonly url: string;
  readonly adminToken: string;
}

export interface TestSource {
  readonly id: string;
  readonly token: string;
  readonly webhookUrl: string;
}

export interface TestGuild {
  readonly guildId: string;
  /** Of a person who is admin of this guild, and of no other. */
  readonly adminToken: string;
  /** The token of a person with a role; a moderator without one. */
  readonly moderator: (userId: string, role?: Role) => Promise<string>;
  readonly service: (...scopes: Scope[]) => Promise<string>;
  readonly source: (over?: Record<string, unknown>) => Promise<TestSource>;
}

/** A registered guild with an id of its own, made the way its people would. */
export async function createGuild(
  app: Installation,
  over: { readonly guildId?: string; readonly name?: string; readonly settings?: object } = {},
): Promise<TestGuild> {
  const { guildId = newSnowflake(Date.now()), ...settings } = over;
  const path = `/v1/guilds/${guildId}`;
  await made(call(app, 'PUT', path, app.adminToken, { name: 'Test guild', ...settings }));
  const issue = async (body: object): Promise<string> =>
    (await made<{ token: string }>(call(app, 'POST', `${path}/tokens`, app.adminToken, body))).token;
  const moderator = (userId: string, role: Role = 'moderator') =>
    issue({ name: `${role} ${userId}`, userId, role });
  return {
    guildId,
    adminToken: await moderator(newSnowflake(Date.now()), 'admin'),
    moderator,
    service: (...scopes) => issue({ name: 'Service', scopes }),
    source: (body) =>
      made(
        call(app, 'POST', `${path}/sources`, app.adminToken, { name: 'Test source', kind: 'api', ...body }),
      ),
  };
}

async function made<Body>(answer: Promise<{ status: number; body: unknown }>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}
