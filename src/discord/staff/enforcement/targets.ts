import { Injectable } from '@nestjs/common';
import { DomainError, roleAtLeast } from '#kernel';
import { TicketReader, type Ticket } from '#tickets';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import { Moderation } from '../../api/moderation.js';
import type { Decider } from '../../interactions/asked.js';
import type { Enforcement } from './domain/enforcement.js';
import { enforcementTexts } from './enforcement.texts.js';
import { failureText } from './failure-text.js';
import { Obstacles } from './obstacles.js';

/** The newest signals are looked through for the message. */
const LOOKED_THROUGH = 50;

type Target = Pick<Enforcement, 'subjectId' | 'channelId' | 'messageId'>;

/** Whom or what a deed is about, and whether this moderator and the bot may. */
@Injectable()
export class Targets {
  constructor(
    private readonly reader: TicketReader,
    private readonly messages: Messages,
    private readonly moderation: Moderation,
    private readonly obstacles: Obstacles,
  ) {}

  /** Throws `no_target`, `no_message` and `target_not_below`. */
  async find(
    asked: Decider,
    ticket: Ticket,
    { deed, memberId }: { readonly deed: Pick<Enforcement, 'type'>; readonly memberId: string | null },
  ): Promise<Target> {
    const texts = enforcementTexts[asked.language];
    return whileDiscordAnswers(async () => {
      const target =
        deed.type === 'message_removal'
          ? await this.messageOf(asked, ticket)
          : { subjectId: memberId ?? subjectOf(ticket), channelId: null, messageId: null };
      const { subjectId } = target;
      if (subjectId === null) throw new DomainError('invalid', 'no_target', texts.noTarget);
      if (subjectId === asked.user.id || subjectId === (await this.moderation.botId())) {
        throw new DomainError('forbidden', 'target_not_below', texts.ownself);
      }
      const role = await this.obstacles.roleOf(asked.guildId, subjectId, asked.mapping);
      if (role !== 'member' && roleAtLeast(role, asked.role)) {
        throw new DomainError('forbidden', 'target_not_below', texts.onTeam);
      }
      return { ...target, subjectId };
    });
  }

  /** Throws what stands in the way on Discord, with what to do about it. */
  async demandReachable({ guildId, language }: Decider, enforcement: Enforcement): Promise<void> {
    await whileDiscordAnswers(async () => {
      const obstacle = await this.obstacles.of(enforcement);
      if (obstacle !== null) {
        const why = failureText(obstacle, enforcement.type, language);
        throw new DomainError('conflict', 'discord_would_refuse', why, { obstacle });
      }
      if (enforcement.type === 'ban' && (await this.moderation.isBanned(guildId, enforcement.subjectId))) {
        throw new DomainError('conflict', 'already_banned', enforcementTexts[language].alreadyBanned);
      }
    });
  }

  /** The newest message that the ticket's signals name, and whose it is. */
  private async messageOf(
    { guildId, user, language }: Decider,
    ticket: Ticket,
  ): Promise<Omit<Target, 'subjectId'> & { subjectId: string | null }> {
    const { items } = await this.reader.signals(guildId, user.id, ticket.id, LOOKED_THROUGH);
    const named = items.find(({ channelId, messageId }) => channelId !== null && messageId !== null);
    const { channelId = null, messageId = null } = named ?? {};
    try {
      if (channelId === null || messageId === null) throw noMessage(language);
      const { author } = await this.messages.get(channelId, messageId);
      return { subjectId: author.id, channelId, messageId };
    } catch (error) {
      const gone = error instanceof DiscordCallFailed && ['gone', 'refused'].includes(error.failure);
      throw gone ? noMessage(language) : error;
    }
  }
}

function subjectOf({ subjectType, subjectId }: Ticket): string | null {
  return subjectType === 'user' ? subjectId : null;
}

function noMessage(language: Decider['language']): DomainError {
  return new DomainError('conflict', 'no_message', enforcementTexts[language].noMessage);
}

/** Nothing is begun while Discord cannot be asked. */
async function whileDiscordAnswers<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DiscordCallFailed)) throw error;
    const refusal = new DomainError(
      'unavailable',
      'discord_unavailable',
      'Discord does not answer just now.',
    );
    refusal.cause = error;
    throw refusal;
  }
}
