import { Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  Ack,
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { DomainError } from '#kernel';
import { problemOf } from '#http';
import { Metrics } from '#platform';
import { parseGuild, parseTicketRef, parseWatch } from '../domain/requests.js';
import { Feeds } from '../feed/feeds.js';
import { Presence } from '../presence/presence.js';
import { ViewerDesk } from '../presence/viewer-desk.js';
import { NAMESPACE } from '../wire/packet.js';
import { Handshakes } from './handshakes.js';
import { InboundBudget } from './inbound-budget.js';
import { type Answer, LiveService } from './live.service.js';
import { Logins } from './logins.js';
import { type Session, tooManyMessages } from './session.js';

/** A connection that watches nothing is of no use to anybody. */
const IDLE_MS = 30_000;

@WebSocketGateway({ namespace: NAMESPACE })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  private readonly logger = new Logger('Live');
  private readonly sessions = new Map<Socket, Session>();
  private readonly idle = new Map<Session, NodeJS.Timeout>();

  constructor(
    private readonly handshakes: Handshakes,
    private readonly live: LiveService,
    private readonly logins: Logins,
    private readonly feeds: Feeds,
    private readonly presence: Presence,
    private readonly desk: ViewerDesk,
    private readonly metrics: Metrics,
  ) {}

  afterInit(namespace: Namespace): void {
    this.handshakes.guard(namespace);
  }

  handleConnection(socket: Socket): void {
    const session = this.handshakes.sessionOf(socket);
    this.sessions.set(socket, session);
    this.metrics.socketOpened();
    this.bound(session);
    this.noteIdle(session);
  }

  handleDisconnect(socket: Socket): void {
    const session = this.sessions.get(socket);
    if (session === undefined) return;
    this.sessions.delete(socket);
    this.metrics.socketClosed();
    this.live.leave(session);
    clearTimeout(this.idle.get(session));
    this.idle.delete(session);
  }

  @SubscribeMessage('watch')
  watch(@ConnectedSocket() socket: Socket, @MessageBody() data: unknown, @Ack() ack: unknown): Promise<void> {
    return this.inTurn(socket, ack, (session, answer) => this.live.watch(session, parseWatch(data), answer));
  }

  @SubscribeMessage('unwatch')
  unwatch(
    @ConnectedSocket() socket: Socket,
    @MessageBody() data: unknown,
    @Ack() ack: unknown,
  ): Promise<void> {
    return this.inTurn(socket, ack, async (session, answer) => {
      this.live.unwatch(session, parseGuild(data).guildId);
      answer({});
    });
  }

  @SubscribeMessage('open')
  open(@ConnectedSocket() socket: Socket, @MessageBody() data: unknown, @Ack() ack: unknown): Promise<void> {
    return this.inTurn(socket, ack, async (session, answer) =>
      answer(await this.live.open(session, parseTicketRef(data))),
    );
  }

  @SubscribeMessage('close')
  close(@ConnectedSocket() socket: Socket, @MessageBody() data: unknown, @Ack() ack: unknown): Promise<void> {
    return this.inTurn(socket, ack, async (session, answer) => {
      this.live.close(session, parseTicketRef(data));
      answer({});
    });
  }

  /** Before what sockets stand on is taken down: they are told, and nothing is left running. */
  async onModuleDestroy(): Promise<void> {
    for (const session of Array.from(this.sessions.values())) session.sendElsewhere(shuttingDown());
    for (const socket of Array.from(this.sessions.keys())) this.handleDisconnect(socket);
    await Promise.all([this.logins.close(), this.presence.close(), this.desk.close()]);
    await this.feeds.close();
  }

  /** Every message is answered: with a reply, or with a problem document. */
  private async inTurn(
    socket: Socket,
    ack: unknown,
    work: (session: Session, answer: Answer) => Promise<void>,
  ): Promise<void> {
    const session = this.sessions.get(socket);
    if (session === undefined) return;
    const answer: Answer = (reply) => {
      if (typeof ack === 'function') ack(reply);
    };
    try {
      await session.inTurn(() => work(session, answer));
    } catch (error) {
      this.refuse(session, ack, error);
    }
    this.noteIdle(session);
  }

  /** A client that wants no answer still learns what was wrong. */
  private refuse(session: Session, ack: unknown, error: unknown): void {
    if (!(error instanceof DomainError)) this.logger.error({ error }, 'A message failed unexpectedly');
    const problem = problemOf(error instanceof DomainError ? error : unexpected());
    if (typeof ack === 'function') ack(problem);
    else session.say('refused', problem);
  }

  private bound(session: Session): void {
    const budget = new InboundBudget(performance.now());
    session.socket.use((packet, next) => {
      const verdict = budget.take(performance.now());
      if (verdict === 'taken') next();
      else if (verdict === 'abusive') session.drop(tooManyMessages());
      else this.refuse(session, packet.at(-1), tooManyMessages());
    });
  }

  private noteIdle(session: Session): void {
    clearTimeout(this.idle.get(session));
    this.idle.delete(session);
    if (session.watchers.size > 0 || !session.connected) return;
    this.idle.set(session, setTimeout(() => session.drop(nothingWatched()), IDLE_MS).unref());
  }
}

function shuttingDown(): DomainError {
  const message = 'This process is shutting down. Connect again with your cursors.';
  return new DomainError('unavailable', 'shutting_down', message, { retryAfterSeconds: 1 });
}

function nothingWatched(): DomainError {
  const message = 'This connection watches no guild. Connect again when you want to watch one.';
  return new DomainError('conflict', 'nothing_watched', message);
}

function unexpected(): DomainError {
  const message = 'Something went wrong on our side, and it was noted. Try again in a moment.';
  return new DomainError('unavailable', 'unexpected_error', message);
}
