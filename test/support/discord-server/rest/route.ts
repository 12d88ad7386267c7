import type { DiscordError } from '../errors.js';
import { invalidForm } from '../errors.js';
import type { UploadedFile } from '../world/records.js';
import type { World } from '../world/world.js';

/** One request as a route sees it: authorised, parsed, held against the published schema. */
export interface RestRequest {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly reason: string | null;
  /** Who asks: the bot, or the person behind an OAuth2 token. */
  readonly actorId: string;
  readonly scopes: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** An answer other than 200 with JSON (or 204 for nothing). */
export class Reply {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export type Auth = 'bot' | 'bearer' | 'any' | 'none';
export type Handler = (request: RestRequest) => unknown;

export interface Route {
  readonly method: string;
  readonly template: string;
  readonly auth: Auth;
  readonly handler: Handler;
  readonly pattern: RegExp;
}

export function route(key: string, handler: Handler, auth: Auth = 'bot'): Route {
  const [method = '', template = ''] = key.split(' ');
  const pattern = new RegExp(
    `^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  );
  return { method, template, auth, handler, pattern };
}

export function param(request: RestRequest, name: string): string {
  return request.params[name] ?? '';
}

export function limitOf(request: RestRequest, fallback: number, max: number): number {
  const asked = Number(request.query.get('limit') ?? fallback);
  if (!Number.isInteger(asked) || asked < 1 || asked > max) throw badLimit(max);
  return asked;
}

function badLimit(max: number): DiscordError {
  const message = `Value should be between 1 and ${max}.`;
  return invalidForm([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message }]);
}

export function isTrue(value: string | null): boolean {
  return value !== null && ['true', '1', 'True'].includes(value);
}
