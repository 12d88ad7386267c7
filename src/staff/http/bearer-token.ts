const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** The token of an `Authorization` header; null without one, or when it is of another scheme. */
export function bearerToken(header: string | undefined): string | null {
  return BEARER.exec(header?.trim() ?? '')?.[1] ?? null;
}
