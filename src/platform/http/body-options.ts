import { RouteConfig } from '@nestjs/platform-fastify';
import type { ProblemFormat } from './problem-format.js';

export type BodyType = 'application/json' | 'application/x-www-form-urlencoded' | 'multipart/form-data';

export interface BodyOptions {
  /** Largest body in bytes; 1 MiB without it. */
  readonly maxBytes?: number;
  /** Which types of body the call takes; JSON alone without it. */
  readonly types?: readonly BodyType[];
  /** Keeps a JSON body's bytes as `request.rawBody`, over which its sender signed. */
  readonly raw?: true;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    body?: BodyOptions;
    problemFormat?: ProblemFormat;
  }
  interface FastifyRequest {
    rawBody: Buffer | null;
  }
}

/** Which bodies a call takes, where it isn't JSON up to 1 MiB. */
export function AcceptsBody(options: BodyOptions): MethodDecorator {
  return RouteConfig({ body: options });
}
