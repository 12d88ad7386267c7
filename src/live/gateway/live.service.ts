import { Injectable } from '@nestjs/common';
import { DomainError, personOf } from '#kernel';
import { GuildDirectory } from '#guilds';
import { TicketReader } from '#tickets';
import type { View } from '#viewers';
import type { TicketRef, WatchRequest } from '../domain/requests.js';
import { Depths } from '../feed/depths.js';
import { MOST_BEHIND } from '../feed/feed.reader.js';
import { Feeds } from '../feed/feeds.js';
import { resetPacket } from '../feed/messages.js';
import { Watcher } from '../feed/watcher.js';
import { Presence } from '../presence/presence.js';
import { ViewerDesk } from '../presence/viewer-desk.js';
import { Block } from '../wire/block.js';
import { Logins } from './logins.js';
import type { Session } from './session.js';

const MOST_GUILDS = 20;
const MOST_OPEN = 20;

/** Answers a message; called before anything that follows from the message is sent. */
export type Answer = (reply: unknown) => void;

/** What a socket may ask for. Everything here runs in the socket's turn. */
@Injectable()
export class LiveService {
  constructor(
    private readonly logins: Logins,
    private readonly guilds: GuildDirectory,
    private readonly depths: Depths,
    private readonly feeds: Feeds,
    private readonly presence: Presence,
    private readonly desk: ViewerDesk,
    private readonly tickets: TicketReader,
  ) {}

  /** Watching a guild again replaces the watch. */
  async watch(session: Session, { guildId, mask, cursor }: WatchRequest, answer: Answer): Promise<void> {
    if (!session.watchers.has(guildId) && session.watchers.size >= MOST_GUILDS) throw tooManyGuilds();
    const wasWatching = session.watchers.has(guildId);
    const login = await this.logins.admit(session, guildId);
    try {
      await this.guilds.settings(guildId);
      const personId = personOf(login.actor);
      const asked = await this.depths.ask(guildId, personId);
      const { head } = asked;
      if (!session.connected) return this.release(session, guildId);
      this.stopWatching(session, guildId);
      const depth = asked.of(personId);
      const mustReset = cursor !== null && (cursor > head || head - cursor > BigInt(MOST_BEHIND));
      const start = cursor === null || mustReset ? head : cursor;
      const watcher = new Watcher(start, mask, personId, session.outlet, depth);
      answer({ cursor: start.toString(), depth });
      if (mustReset) session.outlet.send(new Block([resetPacket(guildId, head)]));
      session.watchers.set(guildId, watcher);
      this.feeds.add(guildId, watcher);
      this.presence.welcome(guildId, watcher);
    } catch (error) {
      if (!wasWatching) this.release(session, guildId);
      throw error;
    }
  }

  unwatch(session: Session, guildId: string): void {
    for (const ref of Array.from(session.opened.values())) {
      if (ref.guildId === guildId) this.close(session, ref);
    }
    this.stopWatching(session, guildId);
    this.logins.release(session, guildId);
  }

  /** The person has the ticket open. Answers who has, as far as the others have been told. */
  async open(session: Session, ref: TicketRef): Promise<{ viewers: readonly string[] }> {
    const { guildId, ticketId } = ref;
    const watcher = session.watchers.get(guildId);
    if (watcher === undefined) throw notWatching();
    const { personId } = watcher;
    if (personId === null) throw onlyPeople();
    const key = keyOf(ref);
    if (!session.opened.has(key) && session.opened.size >= MOST_OPEN) throw tooManyOpen();
    const [ticket] = await this.tickets.summaries(guildId, [ticketId]);
    if (ticket === undefined || ticket.parties.includes(personId)) throw unknownTicket();
    const viewers = await this.presence.viewersOf(guildId, ticketId);
    if (session.connected && watcher.open) {
      session.opened.set(key, ref);
      this.desk.enter(viewOf(ref, personId), session);
    }
    return { viewers: [...new Set([...viewers, personId])] };
  }

  close(session: Session, ref: TicketRef): void {
    const personId = session.watchers.get(ref.guildId)?.personId;
    if (!session.opened.delete(keyOf(ref)) || !personId) return;
    this.desk.leave(viewOf(ref, personId), session);
  }

  /** The socket is gone. */
  leave(session: Session): void {
    for (const guildId of Array.from(session.watchers.keys())) this.unwatch(session, guildId);
  }

  private stopWatching(session: Session, guildId: string): void {
    const watcher = session.watchers.get(guildId);
    if (watcher === undefined) return;
    session.watchers.delete(guildId);
    this.feeds.remove(guildId, watcher);
  }

  private release(session: Session, guildId: string): void {
    this.logins.release(session, guildId);
  }
}

function keyOf({ guildId, ticketId }: TicketRef): string {
  return `${guildId} ${ticketId}`;
}

function viewOf({ guildId, ticketId }: TicketRef, userId: string): View {
  return { guildId, ticketId, userId };
}

function tooManyGuilds(): DomainError {
  const message = `One connection watches at most ${MOST_GUILDS} guilds. Unwatch one, or open another connection.`;
  return new DomainError('conflict', 'too_many_watches', message, { most: MOST_GUILDS });
}

function tooManyOpen(): DomainError {
  const message = `One connection has at most ${MOST_OPEN} tickets open. Close one first.`;
  return new DomainError('conflict', 'too_many_open', message, { most: MOST_OPEN });
}

function notWatching(): DomainError {
  return new DomainError('conflict', 'not_watching', 'Watch the guild before you open its tickets.');
}

function onlyPeople(): DomainError {
  return new DomainError(
    'forbidden',
    'viewers_are_people',
    'Viewers are people; a service needs to open nothing.',
  );
}

function unknownTicket(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_ticket',
    'There is no such ticket in this guild. Check its id.',
  );
}
