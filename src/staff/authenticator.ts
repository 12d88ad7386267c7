import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import { CLOCK, hashSecret, sameHash, SCOPES, type Actor, type Clock } from '#kernel';
import { LookupCache } from '#platform';
import { isApiToken } from './api-token.js';
import { ApiTokenReader } from './db/api-token.reader.js';
import type { Grant } from './domain/grant.js';
import { TokenUses } from './token-uses.js';

/** Who a bearer token belongs to. `guildId` null: the installation's administrator, valid in every guild. */
export interface Login {
  readonly guildId: string | null;
  readonly tokenId: string;
  readonly actor: Actor;
  readonly expiresAt: Date | null;
}

const ADMINISTRATOR: Login = {
  guildId: null,
  tokenId: 'administrator',
  actor: { type: 'service', id: 'administrator', scopes: SCOPES },
  expiresAt: null,
};

@Injectable()
export class Authenticator {
  private readonly administratorHash: string | null;
  private readonly logins = new LookupCache<Login>({ ttlMs: 3_000, most: 10_000 });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly tokens: ApiTokenReader,
    private readonly uses: TokenUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.administratorHash = config.adminToken === null ? null : hashSecret(config.adminToken);
  }

  /** Null for a token that is unknown, revoked or expired. From a short-lived cache (revoking takes ≤ 5 s). */
  async login(guildId: string, token: string): Promise<Login | null> {
    const hash = hashSecret(token);
    if (this.isAdministrators(hash)) return ADMINISTRATOR;
    if (!isApiToken(token)) return null;
    const login = await this.logins.get(`${guildId} ${hash}`, () => this.load(guildId, hash));
    if (login === null || (login.expiresAt !== null && login.expiresAt <= this.clock.now())) return null;
    this.uses.note(guildId, login.tokenId);
    return login;
  }

  /** Whether it could be one at all; whether it is one, only a guild tells. */
  mayBeToken(text: string): boolean {
    return isApiToken(text) || this.isAdministrators(hashSecret(text));
  }

  /** For what belongs to no guild: null unless the token is the administrator's. */
  administrator(token: string): Login | null {
    return this.isAdministrators(hashSecret(token)) ? ADMINISTRATOR : null;
  }

  /** This process stops taking the token at once. */
  forget(guildId: string, tokenHash: string): void {
    this.logins.forget(`${guildId} ${tokenHash}`);
  }

  private isAdministrators(hash: string): boolean {
    return this.administratorHash !== null && sameHash(hash, this.administratorHash);
  }

  private async load(guildId: string, hash: string): Promise<Login | null> {
    const token = await this.tokens.byHash(guildId, hash);
    if (token === null) return null;
    return { guildId, tokenId: token.id, actor: actorOf(token.id, token.grant), expiresAt: token.expiresAt };
  }
}

/** A person acts under their own id, whatever token they use; a service under its token's. */
function actorOf(tokenId: string, grant: Grant): Actor {
  return grant.kind === 'user'
    ? { type: 'user', id: grant.userId, role: grant.role }
    : { type: 'service', id: tokenId, scopes: grant.scopes };
}
