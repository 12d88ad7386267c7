import type { Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** What a client sends is small; whoever sends more is disconnected. */
const LARGEST_MESSAGE = 16 * 1024;
const CONNECT_WITHIN_MS = 10_000;
/** A client that does not answer the goodbye is cut off. */
const CLOSE_WITHIN_MS = 1_500;

/**
 * Socket.IO on Docket's own HTTP server. Tokens may come from any page, and no cookie is ever taken from
 * one: browsers send none along to another origin without `credentials`.
 */
const OPTIONS: Partial<ServerOptions> = {
  serveClient: false,
  maxHttpBufferSize: LARGEST_MESSAGE,
  connectTimeout: CONNECT_WITHIN_MS,
  pingInterval: 20_000,
  pingTimeout: 15_000,
  // Deflating each message for each socket would cost more than all the rest.
  perMessageDeflate: false,
  httpCompression: false,
  cors: {
    origin: '*',
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600,
  },
};

class LiveAdapter extends IoAdapter {
  private readonly upgraded = new Set<Duplex>();

  constructor(server: HttpServer) {
    super(server);
    server.on('upgrade', (_request, socket) => {
      this.upgraded.add(socket);
      socket.once('close', () => this.upgraded.delete(socket));
    });
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, { ...options, ...OPTIONS } as ServerOptions);
  }

  override async close(server: Server): Promise<void> {
    const timer = setTimeout(() => {
      for (const socket of this.upgraded) socket.destroy();
    }, CLOSE_WITHIN_MS);
    try {
      await super.close(server);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Called once, between making the application and listening. */
export function useLiveSockets(app: NestFastifyApplication): void {
  app.useWebSocketAdapter(new LiveAdapter(app.getHttpServer()));
}
