import { randomBytes } from 'node:crypto';

const SOURCE_TOKEN = /^[\w-]{68}$/;

/** 51 random bytes are 68 characters of base64url: what Discord's clients take for a webhook's token. */
export function newSourceToken(): string {
  return randomBytes(51).toString('base64url');
}

/** Whether it looks like one: what doesn't is never looked up. */
export function isSourceToken(text: string): boolean {
  return SOURCE_TOKEN.test(text);
}

/** As Standard Webhooks writes them. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
