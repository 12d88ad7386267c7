import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel';
import type { AuthenticatedRequest } from '#staff';

/** Which ticket a command is for, and who gives it. */
export interface CommandTarget {
  readonly guildId: string;
  readonly idOrNumber: string;
  readonly actor: Actor;
}

type Request = FastifyRequest<{ Params: { guildId: string; idOrNumber: string } }> & AuthenticatedRequest;

export const Target = createParamDecorator((_data: unknown, context: ExecutionContext): CommandTarget => {
  const { params, login } = context.switchToHttp().getRequest<Request>();
  return { guildId: params.guildId, idOrNumber: params.idOrNumber, actor: login.actor };
});
