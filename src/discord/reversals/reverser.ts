import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { GuildMembers } from '../api/guild-members.js';
import { Moderation } from '../api/moderation.js';
import { CardPlaces } from '../staff/desk/card-places.js';
import { auditReason } from '../staff/enforcement/domain/audit-reason.js';
import type { Reversal, ReversalResult } from './domain/reversal.js';

const WHY = 'the appeal against it was overturned';

/** Looks at what is in force on Discord, and ends it unless somebody decided the same once more. */
@Injectable()
export class Reverser {
  constructor(
    private readonly moderation: Moderation,
    private readonly members: GuildMembers,
    private readonly places: CardPlaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws `DiscordCallFailed` when it is to be tried again. */
  async reverse(reversal: Reversal): Promise<ReversalResult> {
    if (!reversal.stands) return 'off';
    if (reversal.type === 'role_change') return 'by_hand';
    // Discord has one ban and one timeout of a member, whoever decided it how often.
    if (reversal.heldByAnother) return 'another_holds';
    try {
      // An attempt before this one may have come through without learning so.
      if (!(await this.isInForce(reversal))) return reversal.attempts > 1 ? 'lifted' : 'not_in_force';
      await this.lift(reversal);
      return 'lifted';
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      if (error.failure === 'gone') return reversal.type === 'ban' ? 'not_in_force' : 'member_gone';
      if (error.failure === 'refused') return 'refused';
      throw error;
    }
  }

  private async isInForce({ guildId, subjectId, type }: Reversal): Promise<boolean> {
    if (type === 'ban') return this.moderation.isBanned(guildId, subjectId);
    const { communication_disabled_until: until } = await this.members.get(guildId, subjectId);
    return until != null && Date.parse(until) > this.clock.now().getTime();
  }

  private async lift(reversal: Reversal): Promise<void> {
    const { guildId, subjectId, type, actionId, ticketId, ticketNumber, decidedBy } = reversal;
    const link = (await this.places.links(guildId, [ticketId])).get(ticketId) ?? null;
    const reason = auditReason({ id: actionId, ticketNumber, requestedBy: decidedBy, reason: WHY }, link);
    if (type === 'ban') await this.moderation.unban(guildId, subjectId, reason);
    else await this.moderation.endTimeOut(guildId, subjectId, reason);
  }
}
