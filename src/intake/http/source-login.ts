import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CLOCK, DomainError, isSnowflake, type Clock } from '#kernel';
import { SourceDirectory, type SourceForIntake } from '#sources';
import { Authenticator } from '#staff';
import { RefusedSignals } from '../refused-signals.js';
import { FailedEntries } from './failed-entries.js';
import { closedSource, wrongCredentials } from './signal-refusals.js';
import { verifySignature } from './standard-webhook.js';

const BEARER = /^bearer +(\S+) *$/i;
const NO_BODY = Buffer.alloc(0);

/** Which source sends a request to the native door; a refusal when none may. */
@Injectable()
export class SourceLogin {
  constructor(
    private readonly sources: SourceDirectory,
    private readonly authenticator: Authenticator,
    private readonly failedEntries: FailedEntries,
    private readonly refusals: RefusedSignals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async login(guildId: string, request: FastifyRequest): Promise<SourceForIntake> {
    const source = await this.find(guildId, request);
    if (source.status === 'approved') return source;
    this.refusals.note(source, 'unknown');
    throw closedSource(source.status);
  }

  private find(guildId: string, request: FastifyRequest): Promise<SourceForIntake> {
    if (!isSnowflake(guildId)) throw notAGuildId();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const named = header(request, 'docket-source');
    if (token !== undefined) return this.byToken(guildId, token, named, request.ip);
    const signatures = header(request, 'webhook-signature');
    if (signatures !== null) return this.bySignature(guildId, named, signatures, request);
    throw noCredentials();
  }

  /** A source's own token, or that of a service which says for which source it sends. */
  private async byToken(
    guildId: string,
    token: string,
    named: string | null,
    address: string,
  ): Promise<SourceForIntake> {
    const own = await this.sources.byToken(guildId, token);
    if (own !== null && (named === null || named === own.id)) return own;
    if (own !== null) throw sourceMismatch();
    const login = await this.authenticator.login(guildId, token);
    if (login === null) return this.refuse(address);
    const { actor } = login;
    if (actor.type !== 'service' || !actor.scopes.includes('signals:write')) throw mayNotSend();
    if (named === null) throw sourceMissing();
    return (await this.sources.byId(guildId, named)) ?? Promise.reject(unknownSource());
  }

  private async bySignature(
    guildId: string,
    named: string | null,
    signatures: string,
    request: FastifyRequest,
  ): Promise<SourceForIntake> {
    const id = header(request, 'webhook-id');
    const timestamp = header(request, 'webhook-timestamp');
    if (named === null) throw sourceMissing();
    if (id === null || timestamp === null) throw noCredentials();
    const source = await this.sources.byId(guildId, named);
    const signed = { id, timestamp, signatures, body: request.rawBody ?? NO_BODY };
    const verdict = verifySignature(signed, source?.signingSecrets ?? [], this.clock.now());
    switch (verdict) {
      case 'good':
        return source!;
      case 'wrong':
        return this.refuse(request.ip);
      case 'outside_window':
        throw outsideWindow();
      default:
        return verdict satisfies never;
    }
  }

  private refuse(address: string): never {
    this.failedEntries.note(address);
    throw wrongCredentials();
  }
}

export function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function notAGuildId(): DomainError {
  return new DomainError(
    'invalid',
    'invalid_path',
    'The guild in the address is not a Discord id: 17 to 20 digits.',
    { errors: [{ path: 'guildId', message: 'must be a Discord id: 17 to 20 digits' }] },
  );
}

function noCredentials(): DomainError {
  return new DomainError(
    'unauthenticated',
    'credentials_missing',
    'Send the source\'s token as "Authorization: Bearer …", or sign the request: webhook-id, webhook-timestamp, webhook-signature and docket-source.',
  );
}

function outsideWindow(): DomainError {
  return new DomainError(
    'unauthenticated',
    'signature_outside_window',
    'The signature is right, but webhook-timestamp is more than 5 minutes from the time here (see the Date header). Set your clock, and sign anew when you retry.',
  );
}

function sourceMissing(): DomainError {
  return new DomainError(
    'invalid',
    'source_missing',
    'Say for which source you send: add the header "docket-source" with its id.',
  );
}

function sourceMismatch(): DomainError {
  return new DomainError(
    'invalid',
    'source_mismatch',
    'The token belongs to another source than "docket-source" names. Leave that header out: the token is enough.',
  );
}

function unknownSource(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_source',
    'The guild has no source with the id in "docket-source". The register lists them at /v1/guilds/{guildId}/sources.',
  );
}

function mayNotSend(): DomainError {
  return new DomainError(
    'forbidden',
    'scope_missing',
    'This token may not send signals. Use the token of a source, or of a service with the scope signals:write.',
  );
}
