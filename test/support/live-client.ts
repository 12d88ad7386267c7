import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** What JSON holds, read as a test expects it. */
export type Loose = ReturnType<typeof JSON.parse>;

/** A message of the feed as it came: its name, what it says, and about which guild, up to which cursor. */
export interface LiveMessage {
  readonly event: string;
  readonly body: Record<string, Loose>;
  readonly about: { readonly guildId: string; readonly cursor?: string };
}

type Options = Partial<ManagerOptions & SocketOptions>;

const OURS = ['ticket.changed', 'ticket.gone', 'queue.depth', 'presence', 'reset', 'closing', 'refused'];
const WITHIN_MS = 10_000;

/** A console's connection, by the library that consoles use; keeps everything it hears. */
export class LiveClient {
  readonly messages: LiveMessage[] = [];
  /** Why connections ended, in the words of the library. */
  readonly ends: string[] = [];

  private constructor(readonly socket: Socket) {
    for (const event of OURS) {
      socket.on(event, (body, about) => this.messages.push({ event, body, about }));
    }
    socket.on('disconnect', (reason) => this.ends.push(reason));
  }

  /** Rejects with the problem document when it is refused. */
  static async connect(
    { url }: { readonly url: string },
    token: string,
    over: Options = {},
  ): Promise<LiveClient> {
    const socket = io(`${url}/live`, {
      auth: { token },
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      transports: ['websocket'],
      ...over,
    });
    const client = new LiveClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject('data' in error ? error.data : error);
      });
      socket.connect();
    });
    return client;
  }

  /** The answer, or the problem document. */
  ask(event: string, data?: unknown): Promise<Loose> {
    return this.socket.timeout(WITHIN_MS).emitWithAck(event, data);
  }

  watch(guildId: string, more: { streams?: string[]; cursor?: string } = {}): Promise<Loose> {
    return this.ask('watch', { guildId, ...more });
  }

  of(event: string): LiveMessage[] {
    return this.messages.filter((message) => message.event === event);
  }

  /** What was said of a ticket, in order: versions of it, `gone`, and viewers. */
  heardOf(ticketId: string): unknown[] {
    return this.messages.flatMap(({ event, body }) => {
      if (event === 'ticket.changed') return body['ticket'].id === ticketId ? [body['ticket'].version] : [];
      if (body['ticketId'] !== ticketId) return [];
      return event === 'presence' ? [body['viewers']] : ['gone'];
    });
  }

  /** Only over a WebSocket. Its connection stays, and whatever is sent to it waits on the way. */
  stopReading(): void {
    this.webSocket.pause();
  }

  readAgain(): void {
    this.webSocket.resume();
  }

  /** The WebSocket below, for what its libraries would never send. */
  get webSocket(): { pause(): void; resume(): void; send(text: string): void } {
    const { transport } = this.socket.io.engine as unknown as { transport: { ws: LiveClient['webSocket'] } };
    return transport.ws;
  }

  close(): void {
    this.socket.close();
  }
}
