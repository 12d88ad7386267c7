import { randomBytes } from 'node:crypto';

const API_TOKEN = /^dkt_[\w-]{43}$/;

/** The prefix lets people and secret scanners tell what it is. */
export function newApiToken(): string {
  return `dkt_${randomBytes(32).toString('base64url')}`;
}

/** Whether it looks like one: what doesn't is never looked up. */
export function isApiToken(text: string): boolean {
  return API_TOKEN.test(text);
}
