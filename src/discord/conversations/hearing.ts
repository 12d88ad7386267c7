import { Injectable } from '@nestjs/common';
import { truncateText, type Actor, type Role } from '#kernel';
import { TicketService } from '#tickets';
import { ConversationStore } from './db/conversation.store.js';
import type { Owed } from './db/notice.store.js';

const MOST_CHARACTERS = 4_000;

export interface Said {
  readonly messageId: string;
  readonly authorId: string;
  readonly role: Role;
  readonly text: string;
}

/** Writes down what is said in a conversation: the ticket's log has it, and a ticket that waited for it wakes. */
@Injectable()
export class Hearing {
  constructor(
    private readonly store: ConversationStore,
    private readonly tickets: TicketService,
  ) {}

  /** The same message again changes nothing. Throws DomainError. */
  async hear(owed: Owed, { messageId, authorId, role, text }: Said): Promise<void> {
    const { guildId, ticketId, userId } = owed;
    if (text.trim() === '') return;
    const side = authorId === userId ? 'member' : 'staff';
    const actor: Actor = { type: 'user', id: authorId, role };
    const said = { type: 'hear', side, text: truncateText(text, MOST_CHARACTERS), messageId } as const;
    await this.tickets.execute(guildId, ticketId, said, { actor, version: null });
    await this.store.heard(owed, messageId);
  }
}
