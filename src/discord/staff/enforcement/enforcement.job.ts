import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, RetryAt, type JobHandler, type JobPayloads } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Enforcer } from './enforcer.js';

type Payload = JobPayloads['discord.enforce'];

/** Carries out what could not be done while the moderator waited. */
@HandlesJob('discord.enforce')
@Injectable()
export class EnforcementJob implements JobHandler<Payload> {
  constructor(
    private readonly enforcer: Enforcer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle({ guildId, enforcementId }: Payload): Promise<void> {
    try {
      await this.enforcer.carryOut(guildId, enforcementId);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || error.retryAfterMs === null) throw error;
      throw new RetryAt(new Date(this.clock.now().getTime() + error.retryAfterMs));
    }
  }
}
