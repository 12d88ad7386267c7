import { Injectable } from '@nestjs/common';
import { HandlesJob, Jobs, RetryAt, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { DiscordRest } from '../../api/discord-rest.js';
import { OwnAccount } from '../../api/own-account.js';
import { AuditReading } from '../audit-log/audit-reading.js';
import { CatchUpStore } from './db/catch-up.store.js';
import { LogChannelReading } from '../log-channels/log-channel-reading.js';

/** Reads on what a guild's bot may have missed; what was taken in already is taken in once (I2). */
@HandlesJob('discord.catch_up')
@Injectable()
export class CatchUpJob implements JobHandler<JobPayloads['discord.catch_up']> {
  constructor(
    private readonly rest: DiscordRest,
    private readonly account: OwnAccount,
    private readonly store: CatchUpStore,
    private readonly audit: AuditReading,
    private readonly channels: LogChannelReading,
    private readonly jobs: Jobs,
  ) {}

  async handle({ guildId }: { guildId: string }, { signal }: JobRun): Promise<void> {
    const catchUp = await this.store.get(guildId);
    if (catchUp === null || !this.rest.isSet) return;
    const more = await waitingAsTold(async () => {
      const botId = await this.account.id();
      const moreEntries = await this.audit.readOn(guildId, catchUp.auditAfter, botId, signal);
      return (await this.channels.readOn(guildId, signal)) || moreEntries;
    });
    if (more) await this.jobs.add('discord.catch_up', { guildId }, { key: guildId });
    else await this.store.done(guildId, catchUp.wantedAt);
  }
}

/** A rate limit is no failure: the job comes back when Discord says. */
async function waitingAsTold<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiscordCallFailed && error.failure === 'limited') {
      throw new RetryAt(new Date(Date.now() + (error.retryAfterMs ?? 5_000)));
    }
    throw error;
  }
}
