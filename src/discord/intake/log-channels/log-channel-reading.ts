import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, newSnowflake, type Clock } from '#kernel';
import { LogChannelSources, type SourceForIntake } from '#sources';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import { OwnAccount } from '../../api/own-account.js';
import { LogChannelStore } from './db/log-channel.store.js';
import { LogChannelIntake } from './log-channel-intake.js';

const PAGE = 100;
/** So much of a channel in one run; there is another one after it. */
const MOST_PAGES = 10;
export const NO_CONTENT = 'no_message_content';

/** Reads a guild's log channels on from the last message that was read. */
@Injectable()
export class LogChannelReading {
  constructor(
    private readonly sources: LogChannelSources,
    private readonly store: LogChannelStore,
    private readonly messages: Messages,
    private readonly account: OwnAccount,
    private readonly intake: LogChannelIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** True when there is more. */
  async readOn(guildId: string, signal: AbortSignal): Promise<boolean> {
    let more = false;
    for (const channelId of (await this.sources.all(guildId)).keys()) {
      const source = await this.sources.of(guildId, channelId);
      if (source !== null) more = (await this.channel(source, channelId, signal)) || more;
    }
    return more;
  }

  private async channel(source: SourceForIntake, channelId: string, signal: AbortSignal): Promise<boolean> {
    const key = { guildId: source.guildId, sourceId: source.id, channelId };
    const from = await this.store.begin(key, newSnowflake(this.clock.now().getTime()));
    // Where the texts are kept from us, nothing is passed over: it is read when they are not any more.
    if (!(await this.account.readsContent())) {
      await this.store.setProblem(key, NO_CONTENT);
      return false;
    }
    try {
      const more = await this.pages(source, key, from, signal);
      await this.store.setProblem(key, null);
      return more;
    } catch (error) {
      if (!(error instanceof DiscordCallFailed) || !['refused', 'gone'].includes(error.failure)) throw error;
      await this.store.setProblem(key, error.message);
      return false;
    }
  }

  private async pages(
    source: SourceForIntake,
    key: Parameters<LogChannelStore['readTo']>[0],
    from: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const botId = await this.account.id();
    let after = from;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const found = (await this.messages.list(key.channelId, { after, limit: PAGE }, signal)).toReversed();
      const last = found.at(-1);
      if (last === undefined) return false;
      await this.intake.take(source, found, botId);
      await this.store.readTo(key, last.id);
      if (found.length < PAGE) return false;
      after = last.id;
    }
    return true;
  }
}
