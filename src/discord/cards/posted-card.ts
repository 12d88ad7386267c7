import { Inject, Injectable } from '@nestjs/common';
import type { APIMessage } from 'discord-api-types/v10';
import { RetryAt } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Messages } from '../api/messages.js';
import { customIdsOf } from './custom-ids-of.js';
import { CardAims, type CardAim } from './card-aim.js';
import { CardStore, type Card } from './db/card.store.js';
import { KnownRefusals } from './known-refusals.js';

/** Between two edits of a card: a burst of changes is one of them. */
const EDIT_EVERY_MS = 2_000;

/** The message that is a ticket's card. */
@Injectable()
export class PostedCard {
  constructor(
    private readonly cards: CardStore,
    private readonly aims: CardAims,
    private readonly messages: Messages,
    private readonly refusals: KnownRefusals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sends it where there is none, once: that a send was begun is written down before, and looked up after. */
  async send(card: Card, aim: CardAim, channelId: string, signal: AbortSignal): Promise<Card> {
    const lost = await this.findLost(card, signal);
    if (lost?.channel_id === channelId) return this.have(card, channelId, lost.id, null);
    if (lost !== null) await this.messages.delete(lost.channel_id, lost.id);
    const isAgain = lost === null && card.sendingChannelId === channelId && card.sendingAt !== null;
    const sendingAt = isAgain ? card.sendingAt : this.clock.now();
    const begun = await this.cards.patch(card, { sendingChannelId: channelId, sendingAt });
    const { face, hash } = await this.aims.face(begun, aim);
    const once = `card ${card.ticketId} ${channelId} ${sendingAt?.toISOString()}`;
    const { id } = await this.refusals.inChannel(channelId, aim.sightVersion, () =>
      this.messages.send(channelId, once, { embeds: [...face.embeds], components: face.components }, signal),
    );
    return this.have(begun, channelId, id, hash);
  }

  /** Edits it when it shows something else than it should. */
  async edit(card: Card, aim: CardAim, channelId: string, signal: AbortSignal): Promise<Card> {
    const { messageId, shownAt } = card;
    const { face, hash } = await this.aims.face(card, aim);
    if (messageId === null || hash === card.contentHash) return card;
    const free = (shownAt?.getTime() ?? 0) + EDIT_EVERY_MS;
    if (free > this.clock.now().getTime()) throw new RetryAt(new Date(free), 'This card was edited just now');
    const payload = { embeds: [...face.embeds], components: face.components };
    try {
      await this.refusals.inChannel(channelId, aim.sightVersion, () =>
        this.refusals.editing(channelId, messageId, () =>
          this.messages.edit(channelId, messageId, payload, signal),
        ),
      );
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.cards.patch(card, { channelId: null, messageId: null, contentHash: null });
      throw new RetryAt(this.clock.now(), 'The card is gone and sent anew');
    }
    return this.cards.patch(card, { contentHash: hash, shownAt: this.clock.now() });
  }

  async remove(channelId: string, messageId: string): Promise<void> {
    try {
      await this.messages.delete(channelId, messageId);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  private have(card: Card, channelId: string, messageId: string, contentHash: string | null): Promise<Card> {
    const shownAt = contentHash === null ? null : this.clock.now();
    return this.cards.patch(card, {
      channelId,
      messageId,
      contentHash,
      shownAt,
      sendingChannelId: null,
      sendingAt: null,
    });
  }

  /** What an earlier run sent without living to hear the answer. */
  private async findLost(card: Card, signal: AbortSignal): Promise<APIMessage | null> {
    const { sendingChannelId, sendingAt, ticketId } = card;
    if (sendingChannelId === null || sendingAt === null) return null;
    const isCard = (message: APIMessage): boolean =>
      customIdsOf(message).some((id) => id.startsWith(`note:${ticketId}:`));
    try {
      return await this.messages.findOwn(sendingChannelId, sendingAt, isCard, signal);
    } catch (error) {
      // Without a look at what is there, the nonce has to do.
      if (error instanceof DiscordCallFailed && (error.failure === 'gone' || error.failure === 'refused'))
        return null;
      throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordCallFailed && error.failure === 'gone';
}
