import { ButtonStyle, ComponentType, type APIMessage } from 'discord.js';
import type { Ticket } from '#tickets';
import { DiscordRest } from '../../../src/discord/api/discord-rest.js';
import { customId } from '../../../src/discord/interactions/domain/custom-id.js';
import type { ChannelHandle } from '../discord-server/index.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import type { BotApp } from './bot-app.js';

const BUTTONS = [
  ['claim', 'release', 'wait', 'escalate'],
  ['resolve', 'note', 'act', 'history'],
] as const;

/** What a card shows of a ticket; a test may make it show what no card of today does. */
export type ShownTicket = Pick<Ticket, 'id' | 'number' | 'version'> & { readonly kind: string };

export type CardButton = (typeof BUTTONS)[number][number];

export function cardButton(name: CardButton, { id, version, kind }: ShownTicket): string {
  return customId(name, id, String(version), kind);
}

/** A message of the bot with the buttons of a ticket's card as it is now. */
export async function postCard(
  bot: BotApp,
  channel: ChannelHandle,
  ticket: ShownTicket,
): Promise<MessageView> {
  const sent = await bot.app.app
    .get(DiscordRest, { strict: false })
    .call<APIMessage>('Post', `/channels/${channel.id}/messages`, {
      body: {
        content: `#${ticket.number}`,
        components: BUTTONS.map((names) => ({
          type: ComponentType.ActionRow,
          components: names.map((name) => ({
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: name,
            custom_id: cardButton(name, ticket),
          })),
        })),
      },
    });
  return channel.message(({ id }) => id === sent.id);
}
