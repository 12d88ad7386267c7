import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

interface ToldTicket {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly stream: string;
  readonly status: string;
}

/** A call as it came in. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: {
      readonly guildId: string;
      readonly seq: string | null;
      readonly actor: { readonly type: string; readonly id: string } | null;
      readonly ticket: ToldTicket | null;
    };
  };
}

export type Answers = (call: Received, response: ServerResponse) => void;

const GOOD: Answers = (_call, response) => response.writeHead(204).end();

/** Who is called: every path is a target of its own, and takes what comes unless it is told otherwise. */
export class CallbackReceiver {
  readonly calls: Received[] = [];
  private readonly answers = new Map<string, Answers>();

  private constructor(
    /** `127.0.0.1:port`, as DOCKET_CALLBACK_HOSTS lists it. */
    readonly host: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<CallbackReceiver> {
    const server = createServer((request, response) => void receiver.take(request, response));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const receiver = new CallbackReceiver(
      host,
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    return receiver;
  }

  /** The address of a target. */
  at(path: string, answer: Answers = GOOD): string {
    this.answers.set(path, answer);
    return `http://${this.host}${path}`;
  }

  of(path: string): Received[] {
    return this.calls.filter((call) => call.path === path);
  }

  close(): Promise<void> {
    return this.stop();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const headers = request.headers as Record<string, string>;
    const path = request.url ?? '';
    const call = { path, id: headers['webhook-id'] ?? '', headers, text, body: JSON.parse(text) };
    this.calls.push(call);
    (this.answers.get(path) ?? GOOD)(call, response);
  }
}

/** As a receiver does it with the library of Standard Webhooks; throws when it is not signed with the secret. */
export function verified({ text, headers }: Received, secret: string): unknown {
  return new Webhook(secret).verify(text, headers);
}
