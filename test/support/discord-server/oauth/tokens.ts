import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';

export interface Grant {
  readonly userId: string;
  readonly scopes: readonly string[];
}

interface Code extends Grant {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export interface IssuedToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

const CODE_LIFE_MS = 60_000;
const TOKEN_LIFE_S = 604_800;

/** Authorization codes, which work once and for a minute, and the tokens they buy. */
export class TokenStore {
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, Grant & { expiresAt: number }>();
  readonly #refresh = new Map<string, Grant>();

  constructor(private readonly clock: Clock) {}

  makeCode(grant: Grant & { redirectUri: string; challenge: string | null }): string {
    const code = randomBytes(15).toString('base64url');
    this.#codes.set(code, { ...grant, expiresAt: this.clock.now() + CODE_LIFE_MS });
    return code;
  }

  /** Null when the code is unknown, used, expired, of another redirect, or its verifier does not fit. */
  redeem(code: string, redirectUri: string, verifier: string | null): IssuedToken | null {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (!found || found.expiresAt < this.clock.now() || found.redirectUri !== redirectUri) return null;
    const hash = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    if (found.challenge !== null && hash !== found.challenge) return null;
    return this.#issue(found);
  }

  refresh(token: string): IssuedToken | null {
    const grant = this.#refresh.get(token);
    this.#refresh.delete(token);
    return grant ? this.#issue(grant) : null;
  }

  #issue({ userId, scopes }: Grant): IssuedToken {
    const access = randomBytes(22).toString('base64url');
    const refresh = randomBytes(22).toString('base64url');
    this.#access.set(access, { userId, scopes, expiresAt: this.clock.now() + TOKEN_LIFE_S * 1000 });
    this.#refresh.set(refresh, { userId, scopes });
    return {
      access_token: access,
      token_type: 'Bearer',
      expires_in: TOKEN_LIFE_S,
      refresh_token: refresh,
      scope: scopes.join(' '),
    };
  }

  grantOf(accessToken: string): Grant | null {
    const found = this.#access.get(accessToken);
    return found && found.expiresAt > this.clock.now() ? found : null;
  }

  revoke(token: string): void {
    this.#access.delete(token);
    this.#refresh.delete(token);
  }
}
