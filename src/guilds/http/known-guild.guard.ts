import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '#staff';
import { GuildDirectory } from '../guild-directory.js';

const MAY_NAME_UNKNOWN = 'docket:may-name-unknown-guild';

/** For the call that registers guilds. */
export const MayNameUnknownGuild = (): MethodDecorator => SetMetadata(MAY_NAME_UNKNOWN, true);

type Request = FastifyRequest<{ Params: { guildId?: string } }> & Partial<AuthenticatedRequest>;

/**
 * Tells the administrator, whose token is valid in every guild, when there is no such guild. Runs after the
 * guard of #staff, so nobody else learns it: other tokens are valid only where a guild is.
 */
@Injectable()
export class KnownGuildGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly guilds: GuildDirectory,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const { login, params } = context.switchToHttp().getRequest<Request>();
    if (login?.guildId !== null || params.guildId === undefined) return true;
    if (this.reflector.get<true | undefined>(MAY_NAME_UNKNOWN, context.getHandler())) return true;
    await this.guilds.settings(params.guildId);
    return true;
  }
}
