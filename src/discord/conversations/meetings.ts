import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { TicketSummary } from '#tickets';
import { DirectMessages } from '../api/direct-messages.js';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Messages } from '../api/messages.js';
import { PrivateThreads } from '../api/private-threads.js';
import { customId } from '../interactions/domain/custom-id.js';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { commonTexts } from '../text/common.texts.js';
import type { Language } from '../text/texts.js';
import { ConversationStore } from './db/conversation.store.js';
import type { Owed } from './db/notice.store.js';

export interface Posted {
  readonly via: 'thread' | 'dm';
  readonly messageId: string;
}

/** What is said, once, in whose words. */
export interface Saying {
  readonly once: string;
  readonly content: string;
  readonly language: Language;
}

interface Place {
  readonly channelId: string;
  readonly via: 'thread' | 'dm';
}

const NOUNS = { appeal: 'appeal', request: 'support', report: 'report', flag: 'report' } as const;

/** Where a person is met about a ticket: a private thread for requests and appeals, else direct messages. */
@Injectable()
export class Meetings {
  constructor(
    private readonly store: ConversationStore,
    private readonly threads: PrivateThreads,
    private readonly directMessages: DirectMessages,
    private readonly messages: Messages,
  ) {}

  /** Throws `DiscordCallFailed` when the person cannot be reached in any way, or not just now. */
  async post(
    owed: Owed,
    ticket: TicketSummary,
    mapping: GuildMapping,
    saying: Saying,
    signal: AbortSignal,
  ): Promise<Posted> {
    const thread = await this.threadFor(owed, ticket, mapping, signal);
    if (thread !== null) {
      try {
        return await this.say(thread, owed, saying, signal);
      } catch (error) {
        // Deleted, or closed to the bot: direct messages are left, and a thread that is gone is made anew next time.
        if (!isFinal(error)) throw error;
        await this.store.forget(owed);
      }
    }
    const channelId = await this.directMessages.channelWith(owed.userId);
    const posted = await this.say({ channelId, via: 'dm' }, owed, saying, signal);
    if (hasConversation(ticket)) await this.store.put(owed, channelId, 'dm');
    return posted;
  }

  /** A thread rests, closed to the member, when its ticket is resolved, and opens again with it. */
  async settle(owed: Owed, { status }: TicketSummary): Promise<void> {
    const conversation = await this.store.of(owed);
    if (conversation?.via !== 'thread') return;
    const rests = status === 'resolved';
    try {
      await this.threads.set(conversation.channelId, { archived: rests, locked: rests });
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }

  /** Null where the person is not met in a thread, or cannot be let into one. */
  private async threadFor(
    owed: Owed,
    ticket: TicketSummary,
    { memberChannelId }: GuildMapping,
    signal: AbortSignal,
  ): Promise<Place | null> {
    if (!hasConversation(ticket)) return null;
    const known = await this.store.of(owed);
    if (known?.via === 'thread') return known;
    if (memberChannelId === null) return null;
    try {
      const name = `#${ticket.number} · ${NOUNS[ticket.kind]}`;
      // Found again by its name, when a process died between making it and writing it down.
      const thread =
        (await this.threads.find(owed.guildId, memberChannelId, name)) ??
        (await this.threads.create(memberChannelId, name, signal));
      await this.threads.addMember(thread.id, owed.userId);
      await this.store.put(owed, thread.id, 'thread');
      return { channelId: thread.id, via: 'thread' };
    } catch (error) {
      if (isFinal(error)) return null;
      throw error;
    }
  }

  private async say(
    { channelId, via }: Place,
    { ticketId }: Owed,
    { once, content, language }: Saying,
    signal: AbortSignal,
  ): Promise<Posted> {
    const draft = { content, ...(via === 'thread' && { components: [answerRow(ticketId, language)] }) };
    const { id } = await this.messages.send(channelId, once, draft, signal);
    return { via, messageId: id };
  }
}

/** Without the Message Content intent the bot reads nothing that is written in the thread; a modal it does read. */
function answerRow(ticketId: string, language: Language) {
  return {
    type: ComponentType.ActionRow as const,
    components: [
      {
        type: ComponentType.Button as const,
        style: ButtonStyle.Secondary as const,
        custom_id: customId('answer', ticketId),
        label: commonTexts[language].answer,
      },
    ],
  };
}

function hasConversation({ kind }: TicketSummary): boolean {
  return kind === 'request' || kind === 'appeal';
}

function isFinal(error: unknown): boolean {
  return error instanceof DiscordCallFailed && (error.failure === 'gone' || error.failure === 'refused');
}
