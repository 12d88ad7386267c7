import { Webhook } from 'standardwebhooks';

export interface Sender {
  readonly id: string;
  readonly token: string;
  readonly signingSecret: string;
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { path: string; message: string }[];
}

/** The least signal there is, with more where a test says so. */
export function aFlag(more: object = {}): Record<string, unknown> {
  return { kind: 'flag', category: 'spam', subject: { type: 'user', id: '80351110224678912' }, ...more };
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The headers of a signed request, made by the reference implementation of Standard Webhooks. */
export function signedHeaders(
  sender: Pick<Sender, 'id' | 'signingSecret'>,
  body: string,
  { id = `msg_${Math.random().toString(36).slice(2)}`, at = new Date() } = {},
): Record<string, string> {
  return {
    'docket-source': sender.id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(sender.signingSecret).sign(id, at, body),
  };
}

/** Posts JSON as it is written. */
export function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}
