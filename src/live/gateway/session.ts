import type { Socket } from 'socket.io';
import { DomainError } from '#kernel';
import { type Problem, problemOf } from '#http';
import type { TicketRef } from '../domain/requests.js';
import type { Watcher } from '../feed/watcher.js';
import { Outlet } from '../wire/outlet.js';

/** So many messages of one socket may wait for the one before them. */
const MOST_WAITING = 30;

/** Everything that hangs on one socket, and goes with it. */
export class Session {
  readonly outlet: Outlet;
  readonly watchers = new Map<string, Watcher>();
  /** Tickets the person has open here, by guild and id. */
  readonly opened = new Map<string, TicketRef>();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    readonly socket: Socket,
    readonly token: string,
  ) {
    this.outlet = new Outlet(socket);
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** One message after the other, so that a client's watch and unwatch end as it sent them. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= MOST_WAITING) throw tooManyMessages();
    this.waiting += 1;
    const done = this.turn.then(work);
    this.turn = done.then(ignore, ignore).finally(() => {
      this.waiting -= 1;
    });
    return done;
  }

  /** Says why, and closes for good: the client's library does not come back by itself. */
  drop(why: DomainError): void {
    this.say('closing', problemOf(why));
    this.socket.disconnect(true);
  }

  /**
   * Says why, and closes so that the client's library connects again. One that polls is closed with the server: a poll
   * was just answered with the reason, and until it comes back an orderly end would wait for it, for half a minute.
   */
  sendElsewhere(why: DomainError): void {
    this.say('closing', problemOf(why));
    if (this.socket.conn.transport.name !== 'polling') this.socket.conn.close();
  }

  say(event: 'closing' | 'refused', problem: Problem): void {
    this.socket.emit(event, problem);
  }
}

export function tooManyMessages(): DomainError {
  return new DomainError(
    'rate_limited',
    'too_many_messages',
    'This connection sends too many messages. Wait a few seconds and send fewer.',
    { retryAfterSeconds: 2 },
  );
}

function ignore(): void {}
