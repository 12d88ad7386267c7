import { Injectable } from '@nestjs/common';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import { Moderation } from '../../api/moderation.js';
import type { LeasedEnforcement } from './domain/enforcement.js';
import { Obstacles } from './obstacles.js';

/**
 * What is done on Discord. All of it may be done twice: who is banned stays banned, a timeout ends when it would have,
 * and what is gone is gone.
 */
@Injectable()
export class Deeds {
  constructor(
    private readonly moderation: Moderation,
    private readonly messages: Messages,
    private readonly obstacles: Obstacles,
  ) {}

  /** Whether an attempt before this one came through, as far as Discord shows it. */
  async isDone({ guildId, subjectId, type, attempts }: LeasedEnforcement): Promise<boolean> {
    if (attempts === 1) return false;
    if (type === 'ban') return this.moderation.isBanned(guildId, subjectId);
    return type === 'kick' && !(await this.obstacles.isMember(guildId, subjectId));
  }

  /** Throws `DiscordCallFailed`. */
  async carryOut(enforcement: LeasedEnforcement, reason: string): Promise<void> {
    const { guildId, subjectId, type } = enforcement;
    switch (type) {
      case 'warn':
        return;
      case 'timeout':
        return this.moderation.timeOut(guildId, subjectId, endOf(enforcement), reason);
      case 'kick':
        // They were there a moment ago; gone now, they need no kick.
        return unlessGone(this.moderation.kick(guildId, subjectId, reason));
      case 'ban':
        return this.moderation.ban(guildId, subjectId, enforcement.deleteMessageSeconds ?? 0, reason);
      case 'message_removal': {
        const { channelId, messageId } = enforcement;
        if (channelId === null || messageId === null) return;
        return unlessGone(this.messages.delete(channelId, messageId, reason));
      }
      default:
        return type satisfies never;
    }
  }
}

/** Counted from the decision, so that a late attempt does not make it longer. */
function endOf({ confirmedAt, durationSeconds }: LeasedEnforcement): Date {
  return new Date(confirmedAt.getTime() + (durationSeconds ?? 0) * 1_000);
}

async function unlessGone(deed: Promise<void>): Promise<void> {
  try {
    await deed;
  } catch (error) {
    if (!(error instanceof DiscordCallFailed) || error.failure !== 'gone') throw error;
  }
}
