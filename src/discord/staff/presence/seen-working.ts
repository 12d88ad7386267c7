import { Injectable, Logger } from '@nestjs/common';
import { newId } from '#kernel';
import { LookupCache } from '#platform';
import { ViewerStore } from '#viewers';

/** Nobody says when they look away on Discord: whoever did something there counts as at it for so long. */
const LEASE_SECONDS = 120;
const NOTED_AGAIN_MS = 30_000;

/** Who works which ticket on Discord, told to everyone who looks at it, and who else has it open. */
@Injectable()
export class SeenWorking {
  private readonly logger = new Logger('Discord');
  private readonly processId = newId();
  private readonly noted = new LookupCache<string>({ ttlMs: NOTED_AGAIN_MS, most: 10_000 });

  constructor(private readonly viewers: ViewerStore) {}

  /** For someone who may see the ticket. Nothing waits for it, and nothing fails with it. */
  note(guildId: string, ticketId: string, userId: string): void {
    const enter = async () => {
      await this.viewers.enter(this.processId, LEASE_SECONDS, [{ guildId, ticketId, userId }]);
      return ticketId;
    };
    this.noted.get(`${guildId} ${ticketId} ${userId}`, enter).catch((error: unknown) => {
      this.logger.debug({ error }, 'Who works a ticket could not be noted');
    });
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
}
