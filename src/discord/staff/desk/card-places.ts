import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

const OF_THREAD = {
  name: 'card_places_thread',
  text: `SELECT c.ticket_id AS "ticketId" FROM discord_cards c WHERE c.guild_id = $1 AND c.thread_id = $2 LIMIT 1`,
};

const PLACES = {
  name: 'card_places_tickets',
  text: `
    SELECT c.ticket_id AS "ticketId", c.channel_id AS "channelId", c.message_id AS "messageId" FROM discord_cards c
    WHERE c.guild_id = $1 AND c.ticket_id = ANY($2::uuid[]) AND c.channel_id IS NOT NULL AND c.message_id IS NOT NULL`,
};

interface Place {
  readonly ticketId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** Where tickets have their cards and threads on Discord. */
@Injectable()
export class CardPlaces {
  constructor(private readonly database: Database) {}

  /** Null for any other channel. */
  async ticketOfThread(guildId: string, channelId: string): Promise<string | null> {
    const [row] = await this.database.query<{ ticketId: string }>(OF_THREAD, [guildId, channelId]);
    return row?.ticketId ?? null;
  }

  /** Links to the cards of these tickets, by ticket; those without a card are left out. */
  async links(guildId: string, ticketIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<Place>(PLACES, [guildId, ticketIds]);
    return new Map(
      rows.map(({ ticketId, channelId, messageId }) => [
        ticketId,
        `https://discord.com/channels/${guildId}/${channelId}/${messageId}`,
      ]),
    );
  }
}
