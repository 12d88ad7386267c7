import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { newId } from '#kernel';
import { atMost } from '#platform';
import { ViewerStore, type View } from '#viewers';

/** Nobody says when they look away on Discord: whoever did something there counts as at it for so long. */
const LEASE_SECONDS = 120;
const NOTED_AGAIN_MS = 30_000;
const MOST_KNOWN = 10_000;

/** Who works which ticket on Discord, told to everyone who looks at it, and who else has it open. */
@Injectable()
export class SeenWorking {
  private readonly logger = new Logger('Discord');
  private readonly processId = newId();
  private readonly known = new LRUCache<string, true>({ ...atMost(MOST_KNOWN), ttl: NOTED_AGAIN_MS });
  private readonly turns = new Map<string, Promise<void>>();

  constructor(private readonly viewers: ViewerStore) {}

  /** For someone who may see the ticket. Nothing waits for it, and nothing fails with it. */
  note(guildId: string, ticketId: string, userId: string): void {
    const view = { guildId, ticketId, userId };
    const key = keyOf(view);
    if (this.known.has(key)) return;
    this.known.set(key, true);
    this.inTurn(key, async () => {
      try {
        await this.viewers.enter(this.processId, LEASE_SECONDS, [view]);
      } catch (error) {
        this.known.delete(key);
        throw error;
      }
    });
  }

  /** For someone who is done with the ticket: they count as at it no more, unless they come back to it. */
  done(guildId: string, ticketId: string, userId: string): void {
    const view = { guildId, ticketId, userId };
    this.known.delete(keyOf(view));
    this.inTurn(keyOf(view), () => this.viewers.leave(this.processId, [view]));
  }

  /** Everybody else who has these tickets open, by ticket. */
  async others(
    guildId: string,
    ticketIds: readonly string[],
    userId: string,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const viewers = await this.viewers.ofTickets(guildId, ticketIds);
    return new Map([...viewers].map(([id, people]) => [id, people.filter((one) => one !== userId)]));
  }

  /** One after the other: who leaves must not be overtaken by having come. */
  private inTurn(key: string, work: () => Promise<void>): void {
    const turn = (this.turns.get(key) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => {
        this.logger.debug({ error }, 'Who works a ticket could not be noted');
      })
      .finally(() => {
        if (this.turns.get(key) === turn) this.turns.delete(key);
      });
    this.turns.set(key, turn);
  }
}

function keyOf({ guildId, ticketId, userId }: View): string {
  return `${guildId} ${ticketId} ${userId}`;
}
