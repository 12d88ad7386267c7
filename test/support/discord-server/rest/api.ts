import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { DiscordError, invalidForm, refuse } from '../errors.js';
import type { Fault, Faults } from '../faults.js';
import type { TokenStore } from '../oauth/tokens.js';
import { checkRequest, isPublished } from '../validation/violations.js';
import type { Violation } from '../validation/violations.js';
import type { World } from '../world/world.js';
import { parseBody } from './body.js';
import type { ParsedBody } from './body.js';
import type { RateLimits } from './rate-limits.js';
import type { LoggedRequest } from './request-log.js';
import { Reply } from './route.js';
import type { Route } from './route.js';

export interface ApiParts {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly tokens: TokenStore;
  readonly requests: LoggedRequest[];
  readonly violations: Violation[];
}

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Caller {
  readonly actorId: string;
  readonly scopes: readonly string[];
}

/** What Discord publishes nothing about, or publishes elsewhere than in the bot API's description. */
const OUTSIDE_SPEC = /^\/(oauth2|attachments)\b/;

/** The HTTP API: finds the route, meets planned faults, counts, checks, and only then acts. */
export class Api {
  constructor(private readonly parts: ApiParts) {}

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const { world, requests, limits, faults } = this.parts;
    const method = request.method ?? 'GET';
    const found = this.#find(method, path);
    const parsed: ParsedBody | DiscordError = await parseBody(request).catch((error: unknown) => {
      if (error instanceof DiscordError) return error;
      throw error;
    });
    const body = parsed instanceof DiscordError ? undefined : parsed.body;
    const key = `${method} ${found?.route.template ?? path}`;
    const log: LoggedRequest = {
      method,
      route: key,
      path,
      query: Object.fromEntries(query),
      body,
      files: parsed instanceof DiscordError ? [] : parsed.files,
      reason: decodeReason(request.headers['x-audit-log-reason']),
      at: world.clock.now(),
      status: 0,
      code: null,
    };
    requests.push(log);
    world.watch.changed();
    const met = faults.take({ method, route: key, path, body });
    const { reply, headers } = await this.#answer(request, found, parsed, log, query, met);
    if (reply === null || met.some((fault) => fault.kind === 'lose-answer')) {
      request.socket.destroy();
      return;
    }
    log.status = reply.status;
    log.code = codeOf(reply.body);
    limits.noteInvalid(reply.status, headers['x-ratelimit-scope']);
    send(response, reply, headers);
    world.watch.changed();
  }

  #find(method: string, path: string): Found | null {
    for (const route of this.parts.routes) {
      if (route.method !== method) continue;
      const match = route.pattern.exec(path);
      if (match) return { route, params: { ...match.groups } };
    }
    return null;
  }

  async #answer(
    request: IncomingMessage,
    found: Found | null,
    parsed: ParsedBody | DiscordError,
    log: LoggedRequest,
    query: URLSearchParams,
    met: readonly Fault[],
  ): Promise<{ reply: Reply | null; headers: Record<string, string> }> {
    const { limits } = this.parts;
    for (const fault of met) {
      if (fault.kind === 'latency') await wait(fault.ms, undefined, { ref: false });
      if (fault.kind === 'cut') return { reply: null, headers: {} };
      if (fault.kind === 'answer')
        return { reply: new Reply(fault.status, fault.body), headers: fault.headers };
    }
    if (limits.banned)
      return { reply: new Reply(429, 'error code: 1015'), headers: { 'retry-after': '3600' } };
    let headers: Record<string, string> = {};
    try {
      if (parsed instanceof DiscordError) throw parsed;
      if (!found) throw this.#unknownRoute(log);
      const verdict = limits.take(log.route, found.route.template, found.params);
      headers = verdict.headers;
      if (verdict.retryAfter !== null) throw tooFast(verdict.retryAfter, verdict.global);
      const caller = this.#authorise(found.route, request.headers.authorization);
      this.#check(log, parsed.body, query);
      const result: unknown = await found.route.handler({
        world: this.parts.world,
        params: found.params,
        query,
        body: parsed.body,
        files: parsed.files,
        reason: log.reason,
        headers: { authorization: request.headers.authorization },
        ...caller,
      });
      if (result instanceof Reply) return { reply: result, headers };
      return { reply: result === undefined ? new Reply(204, undefined) : new Reply(200, result), headers };
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      const waiting = error.extra.retry_after;
      if (typeof waiting === 'number')
        headers = { 'x-ratelimit-scope': 'user', ...headers, 'retry-after': String(Math.ceil(waiting)) };
      return { reply: new Reply(error.status, error.toJSON()), headers };
    }
  }

  #unknownRoute(log: LoggedRequest): DiscordError {
    this.parts.violations.push({
      route: log.route,
      path: '',
      problem: 'Discord publishes no such route, or this server does not model it',
      refused: true,
    });
    return refuse.notFound();
  }

  #authorise(route: Route, header: string | undefined): Caller {
    const { world, tokens } = this.parts;
    const none: Caller = { actorId: world.botId, scopes: [] };
    if (route.auth === 'none') return none;
    const isBot = header === `Bot ${world.application.token}`;
    if (isBot && route.auth !== 'bearer') return none;
    const grant = header?.startsWith('Bearer ') ? tokens.grantOf(header.slice('Bearer '.length)) : null;
    if (grant && route.auth !== 'bot') return { actorId: grant.userId, scopes: grant.scopes };
    throw refuse.unauthorized();
  }

  #check(log: LoggedRequest, body: unknown, query: URLSearchParams): void {
    const template = log.route.slice(log.method.length + 1);
    const { violations, problems } = checkRequest(log.route, body, query);
    this.parts.violations.push(...violations);
    if (!OUTSIDE_SPEC.test(template) && !isPublished(log.method, template)) {
      this.parts.violations.push({
        route: log.route,
        path: '',
        problem: 'Discord publishes no such route',
        refused: false,
      });
    }
    if (problems.length > 0) throw invalidForm(problems);
  }
}

function tooFast(retryAfter: number, global: boolean): DiscordError {
  return new DiscordError(429, 0, 'You are being rate limited.', { retry_after: retryAfter, global });
}

function decodeReason(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

function codeOf(body: unknown): number | null {
  const code = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : null;
  return typeof code === 'number' ? code : null;
}

function send(response: ServerResponse, reply: Reply, headers: Readonly<Record<string, string>>): void {
  const { body } = reply;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const payload = body === undefined ? undefined : raw ? body : JSON.stringify(body);
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': raw ? 'text/plain' : 'application/json' };
  response.writeHead(reply.status, { ...type, ...headers, ...reply.headers });
  response.end(payload);
}
