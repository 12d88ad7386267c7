import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError, isSnowflake } from '#kernel';
import { PUBLIC } from '#http';
import { Authenticator, type Login } from '../authenticator.js';
import { meets, type Needs } from '../domain/needs.js';
import { ADMINISTRATOR_ONLY, type AuthenticatedRequest, NEEDS } from './authorize.js';
import { bearerToken } from './bearer-token.js';

type Request = FastifyRequest<{ Params: { guildId?: string } }> & Partial<AuthenticatedRequest>;

/** Lets a request pass to a call that declares what it needs, and says who is asking. */
@Injectable()
export class AuthorizeGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  /** Sockets log in by themselves. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const handler = context.getHandler();
    const request = context.switchToHttp().getRequest<Request>();
    const needs = this.reflector.get<Needs | undefined>(NEEDS, handler);
    if (needs !== undefined) {
      request.login = await this.loginOf(request);
      if (!meets(request.login.actor, needs)) throw notAllowed(needs);
      return true;
    }
    if (this.reflector.get<true | undefined>(ADMINISTRATOR_ONLY, handler)) {
      request.login = known(this.authenticator.administrator(tokenOf(request)), NOT_THE_ADMINISTRATOR);
      return true;
    }
    return this.reflector.getAllAndOverride<true | undefined>(PUBLIC, [handler, context.getClass()]) ?? false;
  }

  private async loginOf(request: Request): Promise<Login> {
    const { guildId } = request.params;
    if (guildId === undefined || !isSnowflake(guildId)) throw notAGuildId();
    return known(await this.authenticator.login(guildId, tokenOf(request)), NOT_OF_THIS_GUILD);
  }
}

const NO_TOKEN = 'This call needs a token. Send it as "Authorization: Bearer …".';
const NOT_OF_THIS_GUILD =
  'This token is not known for this guild, or it is expired or revoked. Ask an admin of the guild for a new one.';
const NOT_THE_ADMINISTRATOR = "This call takes the administrator's token only.";

function tokenOf(request: Request): string {
  const token = bearerToken(request.headers.authorization);
  if (token === null) throw unauthenticated(NO_TOKEN);
  return token;
}

function known(login: Login | null, otherwise: string): Login {
  if (login === null) throw unauthenticated(otherwise);
  return login;
}

function unauthenticated(message: string): DomainError {
  return new DomainError('unauthenticated', 'unauthenticated', message);
}

function notAllowed({ role, scopes }: Needs): DomainError {
  const service =
    scopes.length === 0 ? 'and no service may do it' : `or a service with ${scopes.join(' or ')}`;
  return new DomainError(
    'forbidden',
    'not_allowed',
    `This needs a ${role} of the guild, ${service}. Ask an admin for a token that may.`,
    { role, scopes: [...scopes] },
  );
}

function notAGuildId(): DomainError {
  const errors = [{ path: 'guildId', message: 'must be a Discord id: 17 to 20 digits' }];
  return new DomainError(
    'invalid',
    'invalid_path',
    'The guild in the address is not a Discord id: 17 to 20 digits.',
    {
      errors,
    },
  );
}
