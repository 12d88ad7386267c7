import { Reply, route } from '../rest/route.js';
import type { RestRequest, Route } from '../rest/route.js';
import { presentUser } from '../world/present.js';
import { agree, authorizeProblem, decline, loginPage } from './authorize.js';
import type { TokenStore } from './tokens.js';

const NO_STORE = { 'cache-control': 'no-store' };

function failed(status: number, error: string, description?: string): Reply {
  return new Reply(status, { error, ...(description ? { error_description: description } : {}) }, NO_STORE);
}

function clientIsKnown({ world, headers }: RestRequest, form: Readonly<Record<string, string>>): boolean {
  const { id, clientSecret } = world.application;
  const basic = `Basic ${Buffer.from(`${id}:${clientSecret}`).toString('base64')}`;
  if (headers.authorization !== undefined) return headers.authorization === basic;
  return form.client_id === id && form.client_secret === clientSecret;
}

function exchange(tokens: TokenStore, request: RestRequest): Reply {
  const form = (request.body ?? {}) as Readonly<Record<string, string>>;
  if (!clientIsKnown(request, form)) return failed(401, 'invalid_client');
  if (form.grant_type === 'authorization_code') {
    const token = tokens.redeem(form.code ?? '', form.redirect_uri ?? '', form.code_verifier ?? null);
    return token
      ? new Reply(200, token, NO_STORE)
      : failed(400, 'invalid_grant', 'Invalid "code" in request.');
  }
  if (form.grant_type === 'refresh_token') {
    const token = tokens.refresh(form.refresh_token ?? '');
    return token ? new Reply(200, token, NO_STORE) : failed(400, 'invalid_grant');
  }
  return failed(400, 'unsupported_grant_type');
}

function authorize(tokens: TokenStore, { world, query }: RestRequest): Reply {
  const problem = authorizeProblem(world, query);
  if (problem) return new Reply(400, { message: problem, code: 50035 });
  const person = query.get('as');
  if (person === 'nobody') return new Reply(302, undefined, { location: decline(query) });
  if (person) return new Reply(302, undefined, { location: agree(tokens, query, world.user(person).id) });
  const url = new URL(`${world.origin}/oauth2/authorize?${query.toString()}`);
  return new Reply(200, loginPage(world, url), { 'content-type': 'text/html; charset=utf-8' });
}

/** The authorization code flow with PKCE. `as=<user id>` stands for the click a browser would make. */
export function oauthRoutes(tokens: TokenStore): Route[] {
  return [
    route('GET /oauth2/authorize', (request) => authorize(tokens, request), 'none'),
    route('POST /oauth2/token', (request) => exchange(tokens, request), 'none'),
    route(
      'POST /oauth2/token/revoke',
      (request) => {
        const form = (request.body ?? {}) as Readonly<Record<string, string>>;
        if (!clientIsKnown(request, form)) return failed(401, 'invalid_client');
        tokens.revoke(form.token ?? '');
        return new Reply(200, {});
      },
      'none',
    ),
    route(
      'GET /oauth2/@me',
      ({ world, actorId, scopes }) => ({
        application: { id: world.application.id, name: world.application.name },
        scopes,
        ...(scopes.includes('identify') ? { user: presentUser(world.user(actorId)) } : {}),
      }),
      'bearer',
    ),
  ];
}
