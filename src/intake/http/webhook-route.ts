import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { BodyOptions } from '#http';
import { discordFormat } from './discord-error.js';

/** Discord's API has its version in the path, or not. */
export const WEBHOOK_PATHS = ['api/webhooks/:id/:token', 'api/:version/webhooks/:id/:token'];

export type WebhookRequest = FastifyRequest<{
  Params: { id: string; token: string; version?: string };
  Querystring: Record<string, unknown>;
}>;

/** A call that stands in for one of Discord's: fails as Discord does, and takes the bodies it is told to. */
export function WebhookRoute(body: BodyOptions = {}): MethodDecorator {
  return RouteConfig({ body, problemFormat: discordFormat });
}
