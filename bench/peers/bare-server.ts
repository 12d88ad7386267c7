import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';

export function openPool(): pg.Pool {
  return new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 });
}

/** `node:http` and nothing else; tells its parent the port it listens on. */
export function serve(
  pool: pg.Pool,
  handle: (request: IncomingMessage, body: string) => Promise<[number, string]>,
): void {
  const server = createServer((request, response) => {
    read(request)
      .then((body) => handle(request, body))
      .then(([status, text]) => answer(response, status, text))
      .catch((error: unknown) => answer(response, 500, String(error)));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : null);
  });
  process.once('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
    void pool.end().then(() => process.exit(0));
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
