import { request } from '../request.js';
import type { DescribedOperation } from './described-api.js';

export interface Example {
  readonly title: string;
  readonly type: string | null;
  readonly body: unknown;
}

/** What a test must put in the place of the examples: ids of things that exist, versions, credentials. */
export interface Place {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every request that the document gives for an operation; one without a body when there is none. */
export function examplesOf({ bodies }: DescribedOperation): Example[] {
  const all = Object.entries(bodies).flatMap(([type, { examples }]) =>
    Object.entries(examples).map(([title, { value }]) => ({ title, type, body: value })),
  );
  return all.length > 0 ? all : [{ title: 'without a body', type: null, body: undefined }];
}

export function sendExample(
  url: string,
  operation: DescribedOperation,
  example: Example,
  place: Place = {},
): Promise<Response> {
  const valueOf = (name: string, given: string | undefined): string => {
    const value = place.path?.[name] ?? given;
    if (value === undefined) throw new Error(`${operation.id}: {${name}} has no example`);
    return encodeURIComponent(value);
  };
  const examples = new Map(operation.parameters.map(({ name, example: value }) => [name, value]));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    valueOf(name, examples.get(name)),
  );
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
    .map(({ name, example: value }) => `${name}=${encodeURIComponent(value ?? '')}`);
  const target = `${url}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const { method } = operation;
  const headers = { ...typeOf(example), ...place.headers };
  if (example.type === null) return request(target, { method, headers });
  const body = encoded(example, place);
  return typeof body === 'string'
    ? request(target, { method, headers, body })
    : fetch(target, { method, headers, body, redirect: 'manual' });
}

/** A multipart form says its own type, with its boundary. */
function typeOf({ type }: Example): Record<string, string> {
  return type === null || type === 'multipart/form-data' ? {} : { 'content-type': type };
}

function encoded({ type, body }: Example, place: Place): string | FormData {
  const whole = place.body === undefined ? body : { ...(body as object), ...place.body };
  if (type === 'application/x-www-form-urlencoded')
    return new URLSearchParams(fieldsOf(whole as object)).toString();
  if (type !== 'multipart/form-data') return JSON.stringify(whole);
  const form = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(whole as object))) form.append(name, value);
  return form;
}

/** What fields of text can't hold is sent as JSON in one of them. */
function fieldsOf(body: object): Record<string, string> {
  const isFlat = Object.values(body).every((value) => typeof value === 'string');
  return isFlat ? (body as Record<string, string>) : { payload_json: JSON.stringify(body) };
}
