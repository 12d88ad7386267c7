import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CONFIG, type Config } from '#config';
import { withCorrelationId } from '../logging/correlation.js';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from '../health/readiness.js';
import { limitBodyTypes } from './body-types.js';
import { countRequests } from './count-requests.js';
import { refuseWhileDraining } from './draining.js';
import { useJsonBodies } from './json-body.js';
import { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';

/** What holds for every request. Called once, between making the application and listening. */
export function configureHttp(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const headers = Object.fromEntries(securityHeaders(app.get<Config>(CONFIG).http.publicUrl));
  const routes = app.get(RouteTable);

  fastify.addHook('onRoute', (route) => {
    routes.add(route.url, [route.method].flat());
    const limit = route.config?.body?.maxBytes;
    if (limit !== undefined) route.bodyLimit = limit;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    withCorrelationId(request.id, done);
  });
  countRequests(fastify, app.get(Metrics));
  refuseWhileDraining(fastify, app.get(Readiness));
  useJsonBodies(fastify);
  limitBodyTypes(fastify);
}
