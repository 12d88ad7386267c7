import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType, type APIMessage } from 'discord-api-types/v10';
import type { Ticket } from '#tickets';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Messages } from '../api/messages.js';
import { customId } from '../interactions/domain/custom-id.js';
import type { CardAim } from './card-aim.js';
import { customIdsOf } from './custom-ids-of.js';
import type { Card } from './db/card.store.js';
import { PageStore, type Page } from './db/page.store.js';
import { cardTexts } from './face/card.texts.js';

/** Calls the senior role to escalations, once for each time that the log calls someone. */
@Injectable()
export class Pager {
  constructor(
    private readonly pages: PageStore,
    private readonly messages: Messages,
  ) {}

  /** Of several owed calls the newest is made; what nobody has to come for any more is done without one. */
  async call(card: Card, aim: CardAim, signal: AbortSignal): Promise<void> {
    const owed = await this.pages.owed(card.guildId, card.ticketId);
    const newest = owed.pop();
    for (const page of owed) await this.pages.done(page, null);
    if (newest === undefined) return;
    const { ticket, mapping } = aim;
    const isWanted = ticket.stream === 'escalation' && ticket.status !== 'resolved';
    const where = card.threadState === 'active' ? card.threadId : card.channelId;
    if (!isWanted || mapping.pageRoleId === null || where === null) return this.pages.done(newest, null);
    const message =
      (await this.findSent(newest, ticket, where, signal)) ??
      (await this.send(newest, card, aim, mapping.pageRoleId, where, signal));
    await this.pages.done(newest, { channelId: message.channel_id, id: message.id });
  }

  private async send(
    page: Page,
    card: Card,
    { ticket, language }: CardAim,
    roleId: string,
    where: string,
    signal: AbortSignal,
  ): Promise<APIMessage> {
    const texts = cardTexts[language];
    if (page.sendingAt === null) await this.pages.sending(page);
    return this.messages.send(
      where,
      `page ${page.ticketId} ${page.ticketVersion} ${where}`,
      {
        content: texts.page(`<@&${roleId}>`, `#${ticket.number}`),
        allowed_mentions: { parse: [], roles: [roleId] },
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.Button,
                style: ButtonStyle.Primary,
                label: texts.buttons.claim,
                custom_id: customId('claim', ticket.id, String(ticket.version), ticket.kind),
              },
              {
                type: ComponentType.Button,
                style: ButtonStyle.Secondary,
                label: texts.buttons.history,
                custom_id: historyId(page, ticket),
              },
              {
                type: ComponentType.Button,
                style: ButtonStyle.Link,
                label: texts.openCard,
                url: `https://discord.com/channels/${card.guildId}/${card.channelId}/${card.messageId}`,
              },
            ],
          },
        ],
      },
      signal,
    );
  }

  /** What an earlier run sent without living to hear the answer. */
  private async findSent(
    page: Page,
    ticket: Ticket,
    where: string,
    signal: AbortSignal,
  ): Promise<APIMessage | null> {
    if (page.sendingAt === null) return null;
    const wanted = historyId(page, ticket);
    try {
      return await this.messages.findOwn(
        where,
        page.sendingAt,
        (message) => customIdsOf(message).includes(wanted) && message.mention_roles.length > 0,
        signal,
      );
    } catch (error) {
      if (error instanceof DiscordCallFailed && (error.failure === 'gone' || error.failure === 'refused'))
        return null;
      throw error;
    }
  }
}

/** Names the call: its version of the ticket, and no other call's. */
function historyId({ ticketVersion }: Page, ticket: Ticket): string {
  return customId('history', ticket.id, String(ticketVersion), ticket.kind);
}
