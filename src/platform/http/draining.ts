import type { FastifyInstance } from 'fastify';
import { DomainError } from '#kernel';
import type { Readiness } from '../health/readiness.js';

const STILL_ANSWERED = new Set(['/healthz', '/readyz', '/metrics']);

/** While shutting down, a request on a connection that is still open is sent elsewhere, and the connection closed. */
export function refuseWhileDraining(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!readiness.draining) return done();
    void reply.header('connection', 'close');
    if (STILL_ANSWERED.has(request.url)) return done();
    done(
      new DomainError(
        'unavailable',
        'shutting_down',
        'This process is shutting down. Send the request again.',
        {
          retryAfterSeconds: 1,
        },
      ),
    );
  });
}
