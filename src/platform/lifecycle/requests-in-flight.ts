import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOOK_AGAIN_MS = 20;

/**
 * Knows the requests that were accepted and not yet answered. Nest takes modules down before it closes
 * its server, so the server has to be quiet before Nest is told to close.
 */
export class RequestsInFlight {
  private readonly open = new Set<object>();
  private draining = false;

  constructor(private readonly app: NestFastifyApplication) {
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRequest', (request, reply, done) => {
      this.open.add(request.raw);
      reply.raw.once('close', () => this.open.delete(request.raw));
      done();
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.draining) void reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** Accepts nothing more and waits for what was accepted, but not past the signal. */
  async drain(signal: AbortSignal): Promise<void> {
    this.draining = true;
    const server = this.app.getHttpServer();
    server.close();
    server.closeIdleConnections();
    while (this.open.size > 0 && !signal.aborted) {
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
      server.closeIdleConnections();
    }
  }
}
