import type { TicketSummary } from '#tickets';
import { digest, type TicketChange } from '../domain/digest.js';
import type { StreamMask } from '../domain/stream-mask.js';
import { type Sight, verdict } from '../domain/verdict.js';
import { Block } from '../wire/block.js';
import type { Packet } from '../wire/packet.js';
import { partyKey, type Stretch } from './feed.reader.js';
import { changedPacket, gonePacket } from './messages.js';

/** The messages of one stretch: each is encoded at most once, whoever gets it. */
export class Wording {
  private readonly changed = new Map<string, Packet>();
  private readonly gone = new Map<string, Packet>();

  ofChanged(ticket: TicketSummary, seq: bigint): Packet {
    return kept(this.changed, ticket.id, () => changedPacket(ticket, seq));
  }

  ofGone(ticket: TicketSummary, seq: bigint): Packet {
    return kept(this.gone, ticket.id, () => gonePacket(ticket.guildId, ticket.id, seq));
  }
}

interface Item {
  readonly change: TicketChange;
  readonly ticket: TicketSummary;
}

/** What a stretch says to all who had read as far as one cursor. */
export class Edition {
  private readonly items: readonly Item[];
  private readonly involved: ReadonlySet<string>;
  private readonly blocks = new Map<StreamMask, Block | null>();

  constructor(
    private readonly stretch: Stretch,
    after: bigint,
    private readonly wording: Wording,
  ) {
    this.items = digest(stretch.events.filter(({ seq }) => seq > after)).flatMap((change) => {
      const ticket = stretch.tickets.get(change.ticketId);
      return ticket === undefined ? [] : [{ change, ticket }];
    });
    this.involved = new Set(this.items.flatMap(({ ticket }) => ticket.parties));
  }

  /** Shared by all with the same filter, except by those who are party to something in it (I8). */
  blockFor(mask: StreamMask, personId: string | null): Block | null {
    if (personId !== null && this.involved.has(personId)) return this.compose(mask, personId);
    return kept(this.blocks, mask, () => this.compose(mask, null));
  }

  private compose(mask: StreamMask, personId: string | null): Block | null {
    const packets = this.items.flatMap(({ change, ticket }) => {
      const move = { before: change.before, now: ticket.stream };
      const said = verdict(mask, move, this.sight(change, ticket, personId));
      if (said === null) return [];
      const { wording } = this;
      return [
        said === 'changed' ? wording.ofChanged(ticket, change.seq) : wording.ofGone(ticket, change.seq),
      ];
    });
    return packets.length === 0 ? null : new Block(packets);
  }

  private sight(change: TicketChange, ticket: TicketSummary, personId: string | null): Sight {
    if (personId === null || !ticket.parties.includes(personId)) return 'sees';
    const since = this.stretch.partySince.get(partyKey(ticket.id, personId));
    return since !== undefined && since >= change.fromVersion ? 'lost' : 'never';
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
