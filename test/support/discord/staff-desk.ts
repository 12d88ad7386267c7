import { Database } from '#platform';
import type { Ticket } from '#tickets';
import type { Actor, ChannelHandle } from '../discord-server/index.js';
import type { OptionInputs } from '../discord-server/interactions/command-input.js';
import { insertTickets, type TicketSpec } from '../ticket-rows.js';
import { startBotApp, type BotApp } from './bot-app.js';
import { cardButton, postCard, type CardButton, type ShownTicket } from './card.js';

/** A guild whose moderators work tickets from Discord. */
export interface StaffDesk extends BotApp {
  readonly database: Database;
  ticket(spec?: TicketSpec): Promise<Ticket>;
  tickets(...specs: readonly TicketSpec[]): Promise<Ticket[]>;
  /** The ticket as it is now. */
  now(ticket: Ticket): Promise<Ticket>;
  /** What the person reads as the answer to a command. */
  says(who: Actor, command: string, options?: OptionInputs, where?: ChannelHandle): Promise<string>;
  /** What the person reads after pressing a button of the ticket's card. */
  presses(who: Actor, button: CardButton, ticket: ShownTicket): Promise<string>;
}

export async function startStaffDesk(...how: Parameters<typeof startBotApp>): Promise<StaffDesk> {
  const bot = await startBotApp(...how);
  await bot.discord.waitFor(() => bot.discord.commands().includes('claim'), { what: 'the commands' });
  const database = bot.app.app.get(Database);
  const tickets = (...specs: readonly TicketSpec[]) => insertTickets(database, bot.guild.id, specs);
  const { review } = bot.channels;
  return {
    ...bot,
    database,
    tickets,
    ticket: async (spec = {}) => (await tickets(spec))[0]!,
    now: async ({ id }) => {
      const [row] = await database.query<Ticket>(
        `SELECT number, version, stream, status, tags, outcome, owner_id AS "ownerId", wait_for AS "waitFor",
           wait_until AS "waitUntil", claim_expires_at AS "claimExpiresAt", resolution_reason AS "resolutionReason"
         FROM tickets WHERE guild_id = $1 AND id = $2`,
        [bot.guild.id, id],
      );
      return row!;
    },
    says: async (who, command, options = {}, where = review) =>
      (await (await who.command(command, { options, in: where })).reply()).text,
    presses: async (who, button, ticket) => {
      const card = await postCard(bot, review, ticket);
      return (await (await who.press(card, cardButton(button, ticket))).reply()).text;
    },
  };
}
