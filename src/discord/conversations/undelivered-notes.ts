import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '#kernel';
import { TicketService } from '#tickets';
import type { DiscordCallFailed } from '../api/discord-call-failed.js';
import { Languages } from '../people/languages.js';
import type { Owed } from './db/notice.store.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { undeliveredTexts } from './undelivered.texts.js';

const BOT: Actor = { type: 'system', id: 'discord' };
const CLOSED_DMS = 50_007;
const NO_MUTUAL_GUILD = 50_278;

/** Says on the ticket that somebody could not be told something, and why: silence would pass for an answer. */
@Injectable()
export class UndeliveredNotes {
  constructor(
    private readonly tickets: TicketService,
    private readonly languages: Languages,
  ) {}

  async note({ guildId, ticketId, userId }: Owed, kind: NoticeKind, error: DiscordCallFailed): Promise<void> {
    const texts = undeliveredTexts[await this.languages.ofGuild(guildId)];
    const text = texts.note(userId, texts.what[kind], whyNot(error, texts));
    try {
      await this.tickets.execute(guildId, ticketId, { type: 'note', text }, { actor: BOT, version: null });
    } catch (refused) {
      if (!(refused instanceof DomainError) || refused.kind === 'unavailable') throw refused;
    }
  }
}

function whyNot({ code, status }: DiscordCallFailed, texts: (typeof undeliveredTexts)['en']): string {
  if (code === CLOSED_DMS) return texts.closed;
  if (code === NO_MUTUAL_GUILD) return texts.noServer;
  return texts.refused(status, code);
}
