import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '#kernel';
import { TicketService } from '#tickets';
import type { DiscordCallFailed } from '../api/discord-call-failed.js';
import type { Owed } from './db/notice.store.js';
import type { NoticeKind } from './domain/notice-kind.js';

const BOT: Actor = { type: 'system', id: 'discord' };
const CLOSED_DMS = 50_007;
const NO_MUTUAL_GUILD = 50_278;

const WHAT: Readonly<Record<NoticeKind, string>> = {
  received: 'that it was received',
  reply: 'the reply',
  outcome: 'how it ended',
  reopened: 'that it was reopened',
  reminder: 'that they are waited for',
};

/** Says on the ticket that somebody could not be told something, and why: silence would pass for an answer. */
@Injectable()
export class UndeliveredNotes {
  constructor(private readonly tickets: TicketService) {}

  async note({ guildId, ticketId, userId }: Owed, kind: NoticeKind, error: DiscordCallFailed): Promise<void> {
    const text = `Undelivered: ${userId} could not be told ${WHAT[kind]}. ${whyNot(error)}`;
    try {
      await this.tickets.execute(guildId, ticketId, { type: 'note', text }, { actor: BOT, version: null });
    } catch (refused) {
      if (!(refused instanceof DomainError) || refused.kind === 'unavailable') throw refused;
    }
  }
}

function whyNot({ code, status }: DiscordCallFailed): string {
  if (code === CLOSED_DMS) return 'They take no direct messages, or have blocked the bot.';
  if (code === NO_MUTUAL_GUILD) return 'They share no server with the bot any more.';
  return `Discord refused it (${status}, code ${code}).`;
}
