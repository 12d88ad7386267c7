import { Injectable } from '@nestjs/common';
import { EventLog } from '#events';
import { PartyReader, type QueueDepth, TicketReader } from '#tickets';

/** The depth of a guild's queue, and where the log stood before it was counted. */
export interface DepthsRead {
  readonly head: bigint;
  of(personId: string | null): QueueDepth;
}

interface Round {
  readonly people: Set<string>;
  readonly answer: Promise<DepthsRead>;
}

/**
 * Nobody counts a ticket they are party to (I8). Most staff are party to none and share one count; the
 * others are counted for one after the other, so that there is never more than one count at a time for a
 * guild's rounds.
 */
@Injectable()
export class Depths {
  /** The round that takes those who ask while another runs. */
  private readonly next = new Map<string, Round>();
  private readonly running = new Map<string, Promise<DepthsRead>>();

  constructor(
    private readonly log: EventLog,
    private readonly tickets: TicketReader,
    private readonly parties: PartyReader,
  ) {}

  /** As it is after this moment. A thousand who ask at once are answered by one or two rounds. */
  ask(guildId: string, personId: string | null): Promise<DepthsRead> {
    const round = this.next.get(guildId) ?? this.begin(guildId);
    if (personId !== null) round.people.add(personId);
    return round.answer;
  }

  async read(guildId: string, people: ReadonlySet<string>): Promise<DepthsRead> {
    const head = await this.log.head(guildId);
    const shared = await this.tickets.depth(guildId, null);
    // Asked after the count: whoever was party to something that was counted still is.
    const involved = people.size === 0 ? [] : await this.parties.unresolvedAmong(guildId, [...people]);
    const own = new Map<string, QueueDepth>();
    for (const personId of involved) own.set(personId, await this.tickets.depth(guildId, personId));
    return { head, of: (personId) => (personId === null ? shared : (own.get(personId) ?? shared)) };
  }

  private begin(guildId: string): Round {
    const people = new Set<string>();
    const earlier = this.running.get(guildId) ?? Promise.resolve();
    const answer = earlier
      .then(ignore, ignore)
      .then(() => {
        this.next.delete(guildId);
        this.running.set(guildId, answer);
        return this.read(guildId, people);
      })
      .finally(() => {
        if (this.running.get(guildId) === answer) this.running.delete(guildId);
      });
    const round = { people, answer };
    this.next.set(guildId, round);
    return round;
  }
}

function ignore(): void {}
