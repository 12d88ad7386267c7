import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type Clock, CLOCK, DomainError, hashSecret, isUuid, newId } from '#kernel';
import { newApiToken } from './api-token.js';
import { Authenticator } from './authenticator.js';
import type { ApiTokenFacts } from './db/api-token.reader.js';
import { ApiTokenStore } from './db/api-token.store.js';
import { type Grant, mayGive } from './domain/grant.js';

/** Bounds a guild; a large one has some hundred moderators. */
const MOST_LIVE_TOKENS = 1_000;

export interface TokenRequest {
  readonly name: string;
  readonly grant: Grant;
  readonly expiresAt: Date | null;
}

/** API tokens of a guild's people and services. */
@Injectable()
export class StaffService {
  constructor(
    private readonly store: ApiTokenStore,
    private readonly authenticator: Authenticator,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The new token, which can't be read again later. Throws `grants_too_much`, `expired_already`, `too_many_tokens`. */
  async issue(
    guildId: string,
    request: TokenRequest,
    by: Actor,
  ): Promise<{ facts: ApiTokenFacts; token: string }> {
    const now = this.clock.now();
    if (!mayGive(by, request.grant)) throw grantsTooMuch();
    if (request.expiresAt !== null && request.expiresAt <= now) throw expiredAlready();
    const token = newApiToken();
    const facts = { id: newId(), ...request, createdBy: by.id, createdAt: now };
    const added = await this.store.add({ guildId, tokenHash: hashSecret(token), ...facts }, MOST_LIVE_TOKENS);
    if (!added) throw tooManyTokens();
    return { facts: { ...facts, lastUsedAt: null, revokedAt: null }, token };
  }

  /** Revoking twice is revoking once. Throws `unknown_token`. */
  async revoke(guildId: string, id: string): Promise<void> {
    const hash = isUuid(id) ? await this.store.revoke(guildId, id, this.clock.now()) : null;
    if (hash === null) throw unknownToken();
    this.authenticator.forget(guildId, hash);
  }
}

function grantsTooMuch(): DomainError {
  return new DomainError(
    'forbidden',
    'grants_too_much',
    'You cannot give more than you hold yourself. Ask an admin, or give a lower role or fewer scopes.',
  );
}

function expiredAlready(): DomainError {
  return new DomainError(
    'invalid',
    'expired_already',
    'The token would expire in the past. Give a later expiresAt.',
  );
}

function tooManyTokens(): DomainError {
  return new DomainError(
    'conflict',
    'too_many_tokens',
    `This guild has ${MOST_LIVE_TOKENS} live tokens, which is the most. Revoke some first.`,
  );
}

function unknownToken(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_token',
    'This guild has no such token. The list shows those it has.',
  );
}
