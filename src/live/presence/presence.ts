import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isSnowflake, isUuid } from '#kernel';
import { Database, type Stop } from '#platform';
import { TicketReader, type TicketSummary } from '#tickets';
import { ViewerStore, VIEWERS_CHANNEL } from '#viewers';
import { includes } from '../domain/stream-mask.js';
import { Feeds } from '../feed/feeds.js';
import { presencePacket } from '../feed/messages.js';
import { Paced } from '../feed/paced.js';
import type { Watcher } from '../feed/watcher.js';
import { Block } from '../wire/block.js';
import type { Packet } from '../wire/packet.js';

/** How often leases that have run out are looked for. */
const SWEEP_MS = 2_000;

/** More single tickets are not noted; then it is told of all that have any. */
const MOST_OWED = 500;

/** The tickets whose viewers a watcher has to be told: some, or of all that have any. */
type Owed = Set<string> | 'all';

/**
 * Tells watchers who has which ticket open. What changed is said by notification and read then, so what
 * is told is always how it is now; a watcher whose socket is busy is told when it is not.
 */
@Injectable()
export class Presence implements OnModuleInit {
  private readonly owed = new Map<string, Map<Watcher, Owed>>();
  private readonly tell = new Paced('presence', { leadMs: 20, gapMs: 100 }, () => this.tellAll());
  private readonly sweeper = new Paced('sweep of viewers', { leadMs: SWEEP_MS, gapMs: 0 }, () =>
    this.sweep(),
  );
  private stop: Stop | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: ViewerStore,
    private readonly tickets: TicketReader,
    private readonly feeds: Feeds,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stop = await this.database.listen(VIEWERS_CHANNEL, (payload) => this.hear(payload));
  }

  /** A newcomer is told of every ticket that someone has open. */
  welcome(guildId: string, watcher: Watcher): void {
    this.owe(guildId, watcher, 'all');
    this.sweeper.wake();
  }

  /** Who has this one open, as whoever opens it is answered. */
  async viewersOf(guildId: string, ticketId: string): Promise<readonly string[]> {
    return (await this.store.ofTickets(guildId, [ticketId])).get(ticketId) ?? [];
  }

  async close(): Promise<void> {
    await this.stop?.();
    await Promise.all([this.tell.close(), this.sweeper.close()]);
  }

  private hear(payload: string | null): void {
    if (payload === null) {
      for (const guildId of this.feeds.guildIds) this.oweEveryone(guildId, 'all');
      return;
    }
    const [guildId = '', ticketId = ''] = payload.split(':');
    if (isSnowflake(guildId) && isUuid(ticketId)) this.oweEveryone(guildId, ticketId);
  }

  private oweEveryone(guildId: string, what: string): void {
    for (const watcher of this.feeds.audience(guildId)) this.owe(guildId, watcher, what);
  }

  private owe(guildId: string, watcher: Watcher, what: string): void {
    const ofGuild = this.owed.get(guildId) ?? new Map<Watcher, Owed>();
    this.owed.set(guildId, ofGuild);
    const owed = ofGuild.get(watcher) ?? new Set<string>();
    const isAll = what === 'all' || owed === 'all' || owed.size >= MOST_OWED;
    ofGuild.set(watcher, isAll ? 'all' : owed.add(what));
    this.tell.wake();
  }

  private async tellAll(): Promise<void> {
    for (const [guildId, owed] of Array.from(this.owed)) {
      this.owed.delete(guildId);
      try {
        await this.tellGuild(guildId, owed);
      } catch (error) {
        for (const watcher of owed.keys()) this.owe(guildId, watcher, 'all');
        throw error;
      }
    }
  }

  private async tellGuild(guildId: string, owed: ReadonlyMap<Watcher, Owed>): Promise<void> {
    const all = [...owed.values()].includes('all')
      ? await this.store.ofGuild(guildId)
      : new Map<string, string[]>();
    const named = [...owed.values()].flatMap((tickets) => (tickets === 'all' ? [] : [...tickets]));
    const viewers = new Map([...all, ...(await this.named(guildId, named))]);
    if (viewers.size === 0) return;
    const tickets = await this.tickets.summaries(guildId, [...viewers.keys()]);
    const said = tickets.map((ticket) => ({
      ticket,
      packet: presencePacket(guildId, ticket.id, viewers.get(ticket.id) ?? []),
    }));
    for (const [watcher, what] of owed) this.tellWatcher(guildId, watcher, what, said, all);
  }

  private tellWatcher(
    guildId: string,
    watcher: Watcher,
    owed: Owed,
    said: readonly { readonly ticket: TicketSummary; readonly packet: Packet }[],
    all: ReadonlyMap<string, unknown>,
  ): void {
    if (!watcher.open) return;
    if (!watcher.ready) return this.oweAgain(guildId, watcher, owed);
    const packets = said
      .filter(({ ticket }) => (owed === 'all' ? all.has(ticket.id) : owed.has(ticket.id)))
      .filter(({ ticket }) => maySee(watcher, ticket))
      .map(({ packet }) => packet);
    if (packets.length > 0) watcher.drain.send(new Block(packets));
  }

  private oweAgain(guildId: string, watcher: Watcher, owed: Owed): void {
    if (owed === 'all') this.owe(guildId, watcher, 'all');
    else for (const ticketId of owed) this.owe(guildId, watcher, ticketId);
  }

  /** Those nobody has open any more too: with no viewers. */
  private async named(guildId: string, ticketIds: readonly string[]): Promise<Map<string, string[]>> {
    if (ticketIds.length === 0) return new Map();
    const unique = [...new Set(ticketIds)];
    const viewers = await this.store.ofTickets(guildId, unique);
    return new Map(unique.map((id) => [id, viewers.get(id) ?? []]));
  }

  private async sweep(): Promise<void> {
    const { guildIds } = this.feeds;
    if (guildIds.length === 0) return;
    this.sweeper.wake();
    await this.store.sweep(guildIds);
  }
}

/** I8, and the watcher's own filter. */
function maySee({ mask, personId }: Watcher, { stream, parties }: TicketSummary): boolean {
  return includes(mask, stream) && (personId === null || !parties.includes(personId));
}
