import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import type { Session } from './session.js';

export interface IdentifyData {
  token?: unknown;
  intents?: unknown;
  shard?: unknown;
}

export interface ResumeData {
  token?: unknown;
  session_id?: unknown;
  seq?: unknown;
}

/** What a connection asks of the gateway it belongs to. */
export interface ConnectionHost {
  readonly heartbeatMs: number;
  readonly answersHeartbeats: boolean;
  /** Both answer the session, or nothing when they have dealt with the connection themselves. */
  identify(connection: Connection, data: IdentifyData): Session | null;
  resume(connection: Connection, data: ResumeData): Session | null;
  requestMembers(session: Session, data: Record<string, unknown>): void;
  closed(connection: Connection): void;
}

/** Opcodes as numbers: a frame may carry any. */
const Op: Readonly<Record<'Heartbeat' | 'Identify' | 'Resume' | 'RequestGuildMembers', number>> = {
  Heartbeat: GatewayOpcodes.Heartbeat,
  Identify: GatewayOpcodes.Identify,
  Resume: GatewayOpcodes.Resume,
  RequestGuildMembers: GatewayOpcodes.RequestGuildMembers,
};
/** What only an identified client may send. Presence and voice are taken and change nothing. */
const COMMANDS = new Set<number>([
  GatewayOpcodes.RequestGuildMembers,
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
]);

const MAX_PAYLOAD = 4096;
const MAX_COMMANDS_PER_MINUTE = 120;

/** One WebSocket: hello, heartbeats, and opcodes in the order Discord allows them. */
export class Connection {
  session: Session | null = null;
  #commands: number[] = [];
  #overdue: NodeJS.Timeout | undefined;

  constructor(
    readonly socket: WebSocket,
    private readonly host: ConnectionHost,
  ) {
    socket.on('message', (data) => this.#receive(data));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code: number) => this.#closed(code));
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: host.heartbeatMs, _trace: [] });
    this.#expectHeartbeat();
  }

  send(op: GatewayOpcodes, data: unknown): void {
    this.socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  }

  close(code: GatewayCloseCodes, reason: string): void {
    this.socket.close(code, reason);
  }

  #expectHeartbeat(): void {
    clearTimeout(this.#overdue);
    const late = (): void => this.close(GatewayCloseCodes.SessionTimedOut, 'Session timed out.');
    this.#overdue = setTimeout(late, this.host.heartbeatMs * 2).unref();
  }

  #closed(code: number): void {
    clearTimeout(this.#overdue);
    if (this.session?.socket === this.socket) {
      this.session.socket = null;
      // A client that closes with 1000 or 1001 ends its session.
      if (code === 1000 || code === 1001) this.session.resumable = false;
    }
    this.host.closed(this);
  }

  #parse(data: RawData): { op: number; d: unknown } | null {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (bytes.length > MAX_PAYLOAD) return null;
    try {
      const frame = JSON.parse(bytes.toString('utf8')) as { op?: unknown; d?: unknown };
      return typeof frame.op === 'number' ? { op: frame.op, d: frame.d } : null;
    } catch {
      return null;
    }
  }

  #tooFast(): boolean {
    const now = performance.now();
    this.#commands = [...this.#commands.filter((at) => now - at < 60_000), now];
    return this.#commands.length > MAX_COMMANDS_PER_MINUTE;
  }

  #receive(raw: RawData): void {
    const frame = this.#parse(raw);
    if (!frame) return this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
    if (this.#tooFast()) return this.close(GatewayCloseCodes.RateLimited, 'Rate limited.');
    const data = (frame.d ?? {}) as Record<string, unknown>;
    const op: number = frame.op;
    if (op === Op.Heartbeat) {
      this.#expectHeartbeat();
      if (this.host.answersHeartbeats) this.send(GatewayOpcodes.HeartbeatAck, null);
    } else if (op === Op.Identify || op === Op.Resume) {
      if (this.session) return this.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
      this.session = op === Op.Identify ? this.host.identify(this, data) : this.host.resume(this, data);
    } else if (!COMMANDS.has(op)) {
      this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
    } else if (!this.session) {
      this.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
    } else if (op === Op.RequestGuildMembers) {
      this.host.requestMembers(this.session, data);
    }
  }
}
