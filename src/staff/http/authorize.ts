import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor } from '#kernel';
import type { Login } from '../authenticator.js';
import type { Needs } from '../domain/needs.js';

export const NEEDS = 'docket:needs';
export const ADMINISTRATOR_ONLY = 'docket:administrator-only';

/** A request that has passed the guard of this module. */
export interface AuthenticatedRequest {
  login: Login;
}

/** Every controller method declares it: the guard of StaffModule (an APP_GUARD) reads the guild from `:guildId`. */
export const Authorize = (needs: Needs): MethodDecorator => SetMetadata(NEEDS, needs);

/** For what belongs to no guild: the installation's administrator alone. */
export const AuthorizeAdministrator = (): MethodDecorator => SetMetadata(ADMINISTRATOR_ONLY, true);

/** What a controller's method declares; null where it is public. */
export function needsOf(handler: object): Needs | 'administrator' | null {
  if (Reflect.getMetadata(ADMINISTRATOR_ONLY, handler) === true) return 'administrator';
  return (Reflect.getMetadata(NEEDS, handler) as Needs | undefined) ?? null;
}

export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<AuthenticatedRequest>().login.actor;
});
