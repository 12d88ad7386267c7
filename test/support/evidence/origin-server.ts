import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What lies at a path: bytes, or an answer of the test's own. */
export type OriginAnswer = Buffer | string | ((response: ServerResponse) => void);

export interface OriginServer {
  /** `127.0.0.1:port`, as DOCKET_EVIDENCE_HOSTS lists it. */
  readonly host: string;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  /** Puts an answer at a path and tells its address. */
  serve(path: string, answer: OriginAnswer): string;
  close(): Promise<void>;
}

/** A host of files on this machine. */
export async function startOrigin(): Promise<OriginServer> {
  const answers = new Map<string, OriginAnswer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers.get(path);
    if (typeof answer === 'function') answer(response);
    else if (answer === undefined) response.writeHead(404).end('This content is no longer available.');
    else response.writeHead(200, { 'content-type': 'image/png; charset=x' }).end(answer);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    asked,
    serve: (path, answer) => {
      answers.set(path, answer);
      return `http://${host}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
