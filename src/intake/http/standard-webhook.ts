import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '#kernel';
import { MAX_EXTERNAL_ID } from '../domain/signal-schema.js';

/** How far a timestamp may be from now, either way: a captured request is worthless after that. */
const WINDOW_SECONDS = 5 * 60;
const PREFIX = 'whsec_';
const VERSION = 'v1,';
/** Senders sign with a few secrets while they rotate; a longer list is an attack on our CPU. */
const MAX_SIGNATURES = 10;

export interface SignedRequest {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: string;
  readonly body: Uint8Array;
}

export type SignatureVerdict = 'good' | 'outside_window' | 'wrong';

/**
 * Standard Webhooks: an HMAC over id, timestamp and the bytes of the body. Any of the secrets and any of the
 * signatures may match, as both sides rotate. Done with Node's crypto: over bytes, by our clock.
 */
export function verifySignature(
  request: SignedRequest,
  secrets: readonly string[],
  now: Date,
): SignatureVerdict {
  const given = request.signatures
    .split(' ')
    .filter((signature) => signature.startsWith(VERSION))
    .slice(0, MAX_SIGNATURES)
    .map((signature) => Buffer.from(signature.slice(VERSION.length), 'base64'));
  const good = secrets
    .map((secret) => digest(secret, request))
    .some((expected) =>
      given.some((actual) => actual.length === expected.length && timingSafeEqual(actual, expected)),
    );
  if (!good) return 'wrong';
  const age = now.getTime() / 1000 - Number(request.timestamp);
  return Math.abs(age) <= WINDOW_SECONDS ? 'good' : 'outside_window';
}

function digest(secret: string, { id, timestamp, body }: SignedRequest): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** A message's id as the id of the signal in it; a refusal when it can't be one. */
export function usableWebhookId(id: string): string {
  if (id.length <= MAX_EXTERNAL_ID && /^[!-~]+$/.test(id)) return id;
  throw new DomainError(
    'invalid',
    'invalid_webhook_id',
    `webhook-id must be 1 to ${MAX_EXTERNAL_ID} printable ASCII characters without spaces.`,
  );
}
