import { Agent, request as httpRequest } from 'node:http';

interface RequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const agent = new Agent({ keepAlive: true });
const WITHOUT_BODY = new Set([204, 304]);

/** What `fetch` answers, at a fourth of its cost, which counts where thousands are sent. Follows no redirect. */
export function request(url: string, { method, headers, body }: RequestInit): Promise<Response> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(url),
      { method, agent, headers: { ...headers, ...length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          const pairs = Object.entries(answer.headers).flatMap(([name, value]) =>
            [value ?? []].flat().map((one): [string, string] => [name, one]),
          );
          resolve(
            new Response(WITHOUT_BODY.has(status) ? null : Buffer.concat(chunks), { status, headers: pairs }),
          );
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
