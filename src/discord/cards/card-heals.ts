import { Injectable } from '@nestjs/common';
import { Jobs } from '#jobs';
import { Database } from '#platform';
import { cardRequest } from './card-requests.js';
import { PartyRoles } from './sight/party-roles.js';

const MESSAGES_GONE = `
  UPDATE discord_cards SET channel_id = NULL, message_id = NULL, content_hash = NULL, wanted = wanted + 1
  WHERE guild_id = $1 AND message_id = ANY($2) RETURNING ticket_id AS "ticketId"`;

const THREAD_GONE = `
  UPDATE discord_cards SET thread_id = NULL, thread_state = NULL, wanted = wanted + 1
  WHERE guild_id = $1 AND thread_id = $2 RETURNING ticket_id AS "ticketId"`;

// By idx_ticket_parties_user; resolved ones too, for their cards stay.
const CARDS_OF_PARTY = `
  UPDATE discord_cards c SET wanted = c.wanted + 1
  WHERE c.guild_id = $1 AND c.ticket_id IN (
    SELECT p.ticket_id FROM ticket_parties p WHERE p.guild_id = $1 AND p.user_id = $2)
  RETURNING c.ticket_id AS "ticketId"`;

/** Writes down what somebody else did to cards on Discord, so that they are looked at again. */
@Injectable()
export class CardHeals {
  constructor(
    private readonly database: Database,
    private readonly roles: PartyRoles,
    private readonly jobs: Jobs,
  ) {}

  messagesGone(guildId: string, messageIds: readonly string[]): Promise<void> {
    return this.look(guildId, MESSAGES_GONE, messageIds);
  }

  threadGone(guildId: string, threadId: string): Promise<void> {
    return this.look(guildId, THREAD_GONE, threadId);
  }

  /** Whoever gets a role may see what is about them (I8). */
  async rolesChanged(guildId: string, userId: string, roleIds: readonly string[]): Promise<void> {
    if (await this.roles.saw(guildId, { userId, roleIds })) await this.look(guildId, CARDS_OF_PARTY, userId);
  }

  private async look(guildId: string, statement: string, what: string | readonly string[]): Promise<void> {
    const rows = await this.database.query<{ ticketId: string }>(statement, [guildId, what]);
    await this.jobs.addMany(rows.map(({ ticketId }) => cardRequest(guildId, ticketId)));
  }
}
