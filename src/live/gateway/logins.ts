import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, personOf } from '#kernel';
import { Authenticator, type Login, meets, type Needs } from '#staff';
import { Paced } from '../feed/paced.js';
import type { Session } from './session.js';

/** With what a login is remembered elsewhere, a token that was taken back is noticed within five seconds. */
const CHECK_EVERY_MS = 1_500;
const AT_ONCE = 20;

const NEEDS: Needs = { role: 'moderator', scopes: ['tickets:read'] };

/** A token in a guild, and all sockets that use it there. */
interface Admitted {
  readonly guildId: string;
  readonly token: string;
  readonly personId: string | null;
  readonly sessions: Set<Session>;
}

/** Lets sockets in with a token, and out when the token is not worth it any more: one check for all of them. */
@Injectable()
export class Logins {
  private readonly admitted = new Map<string, Admitted>();
  private readonly checks = new Paced('check of logins', { leadMs: CHECK_EVERY_MS, gapMs: 0 }, () =>
    this.checkAll(),
  );

  constructor(private readonly authenticator: Authenticator) {}

  /** Throws DomainError unauthenticated or forbidden. */
  async admit(session: Session, guildId: string): Promise<Login> {
    const login = await this.authenticator.login(guildId, session.token);
    if (login === null) throw unauthenticated();
    if (!meets(login.actor, NEEDS)) throw notAllowed();
    const key = `${guildId} ${session.token}`;
    const entry = this.admitted.get(key) ?? newEntry(guildId, session.token, login.actor);
    entry.sessions.add(session);
    this.admitted.set(key, entry);
    this.checks.wake();
    return login;
  }

  release(session: Session, guildId: string): void {
    const key = `${guildId} ${session.token}`;
    const entry = this.admitted.get(key);
    entry?.sessions.delete(session);
    if (entry?.sessions.size === 0) this.admitted.delete(key);
  }

  close(): Promise<void> {
    return this.checks.close();
  }

  private async checkAll(): Promise<void> {
    const entries = [...this.admitted.values()];
    if (entries.length > 0) this.checks.wake();
    for (let i = 0; i < entries.length; i += AT_ONCE) {
      await Promise.all(entries.slice(i, i + AT_ONCE).map((entry) => this.check(entry)));
    }
  }

  private async check({ guildId, token, personId, sessions }: Admitted): Promise<void> {
    const login = await this.authenticator.login(guildId, token);
    const why = login === null || personOf(login.actor) !== personId ? loginEnded() : null;
    const refusal = why ?? (login !== null && !meets(login.actor, NEEDS) ? notAllowed() : null);
    if (refusal === null) return;
    for (const session of Array.from(sessions)) session.drop(refusal);
  }
}

function newEntry(guildId: string, token: string, actor: Actor): Admitted {
  return { guildId, token, personId: personOf(actor), sessions: new Set() };
}

function unauthenticated(): DomainError {
  return new DomainError(
    'unauthenticated',
    'unauthenticated',
    'This token is not known for this guild, or it is expired or revoked. Ask an admin of the guild for a new one.',
  );
}

function loginEnded(): DomainError {
  return new DomainError(
    'unauthenticated',
    'login_ended',
    'The token of this connection was revoked or has expired. Connect again with another.',
  );
}

function notAllowed(): DomainError {
  return new DomainError(
    'forbidden',
    'not_allowed',
    'Watching needs a moderator of the guild or a service with tickets:read. Ask an admin for a token that may.',
    { role: NEEDS.role, scopes: [...NEEDS.scopes] },
  );
}
