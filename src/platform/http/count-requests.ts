import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.js';

/** How long each answer took, by the pattern of its route: an address that was asked for is anyone's to invent. */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}
