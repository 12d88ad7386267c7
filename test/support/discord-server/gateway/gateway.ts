import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  GatewayVersion,
} from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { presentMember, presentUser } from '../world/present.js';
import type { Dispatch, World } from '../world/world.js';
import { Connection } from './connection.js';
import type { ConnectionHost, IdentifyData, ResumeData } from './connection.js';
import { areKnown, PRIVILEGED } from './intents.js';
import { Session } from './session.js';

/** The gateway, and what can go wrong with it on demand. */
export class Gateway implements ConnectionHost {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  readonly #lost = new Map<string, number>();
  readonly #repeated = new Map<string, number>();
  #down = false;
  answersHeartbeats = true;
  identifiesLeft = 1000;

  constructor(
    private readonly world: World,
    readonly heartbeatMs: number,
  ) {
    world.deliver = (dispatch) => this.#deliver(dispatch);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, query: URLSearchParams): void {
    if (this.#down) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection(ws, this);
      this.#connections.add(connection);
      if (query.get('v') !== GatewayVersion)
        connection.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
      if ((query.get('encoding') ?? 'json') !== 'json' || query.has('compress')) {
        connection.close(GatewayCloseCodes.DecodeError, 'This server speaks plain JSON only.');
      }
      this.world.watch.changed();
    });
  }

  // Sessions

  identify(connection: Connection, { token, intents, shard }: IdentifyData): Session | null {
    const { world } = this;
    const [index = 0, count = 1] = (Array.isArray(shard) ? shard : [0, 1]) as number[];
    const refuse = (code: GatewayCloseCodes, reason: string): null => {
      connection.close(code, reason);
      return null;
    };
    if (token !== world.application.token)
      return refuse(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    if (count < 1 || index < 0 || index >= count)
      return refuse(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    if (typeof intents !== 'number' || !areKnown(intents))
      return refuse(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    if ((intents & PRIVILEGED & ~world.application.privilegedIntents) !== 0) {
      return refuse(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    }
    this.identifiesLeft -= 1;
    const session = new Session(world, [index, count], intents, connection.socket);
    this.#sessions.set(session.id, session);
    this.#sendReady(session);
    world.watch.changed();
    return session;
  }

  #sendReady(session: Session): void {
    const { world } = this;
    const joined = [...world.guilds.values()].filter(
      (guild) => guild.members.has(world.botId) && session.owns(guild.id),
    );
    session.send(GatewayDispatchEvents.Ready, {
      v: Number(GatewayVersion),
      user: {
        ...presentUser(world.user(world.botId)),
        mfa_enabled: false,
        verified: true,
        email: null,
        flags: 0,
      },
      guilds: joined.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${world.origin.replace(/^http/, 'ws')}/gateway`,
      shard: session.shard,
      application: { id: world.application.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      presences: [],
      relationships: [],
    });
    for (const guild of joined) {
      const dispatch: Dispatch = { event: GatewayDispatchEvents.GuildCreate, data: {}, guildId: guild.id };
      if (session.hears(dispatch)) session.dispatch(dispatch);
    }
  }

  resume(connection: Connection, { token, session_id: id, seq }: ResumeData): Session | null {
    const session = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    if (token !== this.world.application.token) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    if (!session?.resumable) {
      connection.send(GatewayOpcodes.InvalidSession, false);
      return null;
    }
    session.socket = connection.socket;
    if (!session.replay(Number(seq))) {
      connection.close(GatewayCloseCodes.InvalidSeq, 'Invalid sequence.');
      return null;
    }
    session.send(GatewayDispatchEvents.Resumed, { _trace: [] });
    this.world.watch.changed();
    return session;
  }

  requestMembers(session: Session, data: Record<string, unknown>): void {
    const guild = this.world.guilds.get(String(data.guild_id));
    if (!guild) return;
    const ids = data.user_ids === undefined ? null : new Set([data.user_ids].flat().map(String));
    const query = typeof data.query === 'string' ? data.query.toLowerCase() : '';
    const whole = ids === null && query === '' && !data.limit;
    if (whole && (session.intents & GatewayIntentBits.GuildMembers) === 0) return;
    const found = [...guild.members.values()].filter((member) =>
      ids ? ids.has(member.userId) : this.world.user(member.userId).username.toLowerCase().startsWith(query),
    );
    session.send(GatewayDispatchEvents.GuildMembersChunk, {
      guild_id: guild.id,
      members: found.map((member) => presentMember(this.world, member)),
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids ? [...ids].filter((id) => !guild.members.has(id)) : [],
      ...(data.nonce === undefined ? {} : { nonce: data.nonce }),
    });
  }

  closed(connection: Connection): void {
    this.#connections.delete(connection);
    this.world.watch.changed();
  }

  #deliver(dispatch: Dispatch): void {
    if (spend(this.#lost, dispatch.event)) return;
    const times = spend(this.#repeated, dispatch.event) ? 2 : 1;
    for (const session of this.#sessions.values()) {
      if (!session.resumable || !session.hears(dispatch)) continue;
      for (let time = 0; time < times; time += 1) session.dispatch(dispatch);
    }
  }

  // Looking in

  /** Shards that are connected and identified. */
  get connected(): Session[] {
    return [...this.#connections].flatMap((connection) => (connection.session ? [connection.session] : []));
  }

  get sessions(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  // Trouble

  /** Cuts every socket without a word. Sessions live on and can be resumed. */
  drop(): void {
    for (const connection of this.#connections) connection.socket.terminate();
  }

  /** Cuts every socket and refuses new ones until the returned function is called. */
  outage(): () => void {
    this.#down = true;
    this.drop();
    return () => {
      this.#down = false;
    };
  }

  /** Closes every socket with a close code, as Discord does. */
  close(code: GatewayCloseCodes): void {
    for (const connection of this.#connections) connection.close(code, 'Closed on demand.');
  }

  /** Opcode 7: clients are to reconnect and resume. */
  requestReconnect(): void {
    for (const connection of this.#connections) connection.send(GatewayOpcodes.Reconnect, null);
  }

  /** Opcode 9. Sessions that are not resumable are forgotten, and what happens meanwhile is never told. */
  invalidateSessions({ resumable = false } = {}): void {
    if (!resumable) this.forgetSessions();
    for (const connection of this.#connections) connection.send(GatewayOpcodes.InvalidSession, resumable);
  }

  /** The next resume is refused: the client identifies anew and has missed what happened in between. */
  forgetSessions(): void {
    for (const session of this.#sessions.values()) session.resumable = false;
  }

  /** The next `times` events of this name are never sent. */
  lose(event: GatewayDispatchEvents, times = 1): void {
    this.#lost.set(event, times);
  }

  /** The next `times` events of this name are sent twice. */
  repeat(event: GatewayDispatchEvents, times = 1): void {
    this.#repeated.set(event, times);
  }

  async stop(): Promise<void> {
    for (const connection of this.#connections) connection.socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function spend(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}
