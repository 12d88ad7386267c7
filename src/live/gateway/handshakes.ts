import { Injectable } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { DomainError } from '#kernel';
import { problemOf, Readiness } from '#http';
import { Authenticator, bearerToken } from '#staff';
import { Session } from './session.js';

const MOST_SOCKETS = 10_000;
const MOST_OF_ONE_TOKEN = 500;

/**
 * Who may connect at all. Which guild a token belongs to is known when one is watched, so here it only has
 * to be a token; a connection that then watches nothing is closed.
 */
@Injectable()
export class Handshakes {
  private readonly sessions = new WeakMap<Socket, Session>();
  private readonly perToken = new Map<string, number>();
  private open = 0;

  constructor(
    private readonly authenticator: Authenticator,
    private readonly readiness: Readiness,
  ) {}

  guard(namespace: Namespace): void {
    namespace.use((socket, next) => {
      const verdict = this.admit(socket);
      next(verdict === null ? undefined : refusalOf(verdict));
    });
    // Everyone who connects could join the default namespace; there is nothing in it.
    namespace.server.of('/').use((_socket, next) => next(refusalOf(wrongNamespace(namespace.name))));
  }

  sessionOf(socket: Socket): Session {
    const session = this.sessions.get(socket);
    if (session === undefined) throw new Error('A socket that went through no handshake');
    return session;
  }

  private admit(socket: Socket): DomainError | null {
    if (this.readiness.draining) return shuttingDown();
    const token = tokenOf(socket);
    if (token === null || !this.authenticator.mayBeToken(token)) return unauthenticated();
    const ofToken = this.perToken.get(token) ?? 0;
    if (this.open >= MOST_SOCKETS || ofToken >= MOST_OF_ONE_TOKEN) return tooManySockets();
    this.open += 1;
    this.perToken.set(token, ofToken + 1);
    this.sessions.set(socket, new Session(socket, token));
    socket.conn.once('close', () => this.forget(token));
    return null;
  }

  private forget(token: string): void {
    this.open -= 1;
    const left = (this.perToken.get(token) ?? 1) - 1;
    if (left > 0) this.perToken.set(token, left);
    else this.perToken.delete(token);
  }
}

/** `auth: { token }` of the client's library, else an `Authorization` header. */
function tokenOf({ handshake }: Socket): string | null {
  const auth: unknown = handshake.auth;
  if (auth !== null && typeof auth === 'object' && 'token' in auth) {
    return typeof auth.token === 'string' ? auth.token : null;
  }
  return bearerToken(handshake.headers.authorization);
}

/** Reaches the client as `connect_error`, the problem document in its `data`. */
function refusalOf(refusal: DomainError): Error {
  return Object.assign(new Error(refusal.message), { data: problemOf(refusal) });
}

function unauthenticated(): DomainError {
  return new DomainError(
    'unauthenticated',
    'unauthenticated',
    'This needs a token. Send it as auth: { token } of the handshake, or as "Authorization: Bearer …".',
  );
}

function tooManySockets(): DomainError {
  return new DomainError(
    'rate_limited',
    'too_many_connections',
    'There are too many connections. Close some, or try again in a while.',
    { retryAfterSeconds: 30 },
  );
}

function shuttingDown(): DomainError {
  const message = 'This process is shutting down. Connect again.';
  return new DomainError('unavailable', 'shutting_down', message, { retryAfterSeconds: 1 });
}

function wrongNamespace(name: string): DomainError {
  return new DomainError('not_found', 'unknown_namespace', `Connect to the namespace ${name}.`);
}
