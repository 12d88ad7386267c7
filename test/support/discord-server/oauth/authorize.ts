import type { World } from '../world/world.js';
import type { TokenStore } from './tokens.js';

/** The questions an authorization request may be refused for, before anybody is asked to log in. */
export function authorizeProblem(world: World, query: URLSearchParams): string | null {
  const { application } = world;
  if (query.get('client_id') !== application.id) return 'Unknown application: client_id names none.';
  if (query.get('response_type') !== 'code') return 'Only response_type=code is offered.';
  if (!application.redirectUris.includes(query.get('redirect_uri') ?? ''))
    return 'Invalid OAuth2 redirect_uri.';
  if (!query.get('scope')) return 'A scope is required.';
  if (query.has('code_challenge') && query.get('code_challenge_method') !== 'S256') {
    return 'Only code_challenge_method=S256 is offered.';
  }
  return null;
}

function back(query: URLSearchParams, answer: Record<string, string>): string {
  const url = new URL(query.get('redirect_uri') ?? '');
  for (const [key, value] of Object.entries(answer)) url.searchParams.set(key, value);
  const state = query.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return url.toString();
}

/** The person agrees: where the browser is sent, with a code and the state. */
export function agree(tokens: TokenStore, query: URLSearchParams, userId: string): string {
  const code = tokens.makeCode({
    userId,
    scopes: (query.get('scope') ?? '').split(' ').filter(Boolean),
    redirectUri: query.get('redirect_uri') ?? '',
    challenge: query.get('code_challenge'),
  });
  return back(query, { code });
}

export function decline(query: URLSearchParams): string {
  return back(query, {
    error: 'access_denied',
    error_description: 'The resource owner or authorization server denied the request',
  });
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page on which a browser logs in as any person of this Discord. */
export function loginPage(world: World, url: URL): string {
  const people = [...world.users.values()].filter((user) => !user.bot);
  const links = people.map((user) => {
    const target = new URL(url);
    target.searchParams.set('as', user.id);
    return `<li><a href="${escapeHtml(target.pathname + target.search)}">${escapeHtml(user.username)}</a></li>`;
  });
  const title = `Log in to ${escapeHtml(world.application.name)}`;
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title} as</h1><ul>${links.join('')}</ul>`;
}
