import { request } from './request.js';

/** What an API call answered; `body` is the JSON of it, or null without one. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A JSON call with a bearer token: `call(app, 'PUT', '/v1/guilds/1', token, { name })`. Null: without a token. */
export async function call<Body = Record<string, unknown>>(
  { url }: { readonly url: string },
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Answer<Body>> {
  const response = await request(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? null : JSON.parse(text)) as Body,
  };
}
