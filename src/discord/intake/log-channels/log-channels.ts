import { Inject, Injectable } from '@nestjs/common';
import { readingProblems, type NewSignal } from '#intake';
import { CLOCK, DomainError, newSnowflake, type Clock, type JsonObject } from '#kernel';
import { LogChannelSources, SourcesService } from '#sources';
import { DiscordCallFailed } from '../../api/discord-call-failed.js';
import { Messages } from '../../api/messages.js';
import { OwnAccount } from '../../api/own-account.js';
import { LogChannelStore } from './db/log-channel.store.js';
import { LogChannelIntake } from './log-channel-intake.js';
import { logChannelTexts, type LogChannelTexts } from './log-channel.texts.js';

export interface Adding {
  readonly guildId: string;
  readonly channelId: string;
  readonly name: string;
  readonly ownerId: string;
  /** How its messages are read: mapping, category, severity. */
  readonly reading: JsonObject;
  readonly language: keyof typeof logChannelTexts;
}

const TRUST = 0.5;
const RATE_PER_MINUTE = 600;
const PREVIEWED = 25;

/** Which channels other bots log into: sources of the register, of the kind `log_channel`. */
@Injectable()
export class LogChannels {
  constructor(
    private readonly sources: SourcesService,
    private readonly places: LogChannelSources,
    private readonly store: LogChannelStore,
    private readonly messages: Messages,
    private readonly account: OwnAccount,
    private readonly intake: LogChannelIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers what would have come in of the channel's last messages; from now on it does. */
  async add(adding: Adding): Promise<NewSignal[]> {
    const { guildId, channelId, reading } = adding;
    const texts = logChannelTexts[adding.language];
    const problems = readingProblems(reading);
    if (problems.length > 0) throw new DomainError('invalid', 'bad_log_channel', problems.join(' '));
    if ((await this.places.all(guildId)).has(channelId)) {
      throw new DomainError('conflict', 'log_channel_taken', texts.taken);
    }
    if (!(await this.account.readsContent())) {
      throw new DomainError('unsupported', 'no_message_content', texts.noContent);
    }
    const settings = { ...reading, channelId };
    const preview = await this.preview(guildId, channelId, settings, texts);
    const { source } = await this.sources.register(guildId, detailsOf(adding, settings));
    await this.store.begin(
      { guildId, sourceId: source.id, channelId },
      newSnowflake(this.clock.now().getTime()),
    );
    this.places.forget(guildId);
    return preview;
  }

  /** Its source is retired; what came in stays. */
  async remove(guildId: string, channelId: string, language: Adding['language']): Promise<void> {
    const sourceId = (await this.places.all(guildId)).get(channelId);
    if (sourceId === undefined) {
      throw new DomainError('not_found', 'unknown_log_channel', logChannelTexts[language].unknown);
    }
    await this.sources.change(guildId, sourceId, { status: 'retired' });
    this.places.forget(guildId);
  }

  async list(guildId: string): Promise<{ channelId: string; name: string }[]> {
    const places = [...(await this.places.all(guildId))];
    return Promise.all(
      places.map(async ([channelId, id]) => ({
        channelId,
        name: (await this.sources.get(guildId, id)).name,
      })),
    );
  }

  private async preview(
    guildId: string,
    channelId: string,
    settings: JsonObject,
    texts: LogChannelTexts,
  ): Promise<NewSignal[]> {
    try {
      const messages = await this.messages.list(channelId, { limit: PREVIEWED });
      return this.intake.read({ guildId, id: channelId, settings }, messages, await this.account.id());
    } catch (error) {
      if (error instanceof DiscordCallFailed && error.failure !== 'retry' && error.failure !== 'limited') {
        throw new DomainError('forbidden', 'log_channel_unreadable', texts.unreadable);
      }
      throw error;
    }
  }
}

function detailsOf(
  { name, ownerId }: Adding,
  settings: JsonObject,
): Parameters<SourcesService['register']>[1] {
  return {
    name,
    kind: 'log_channel',
    purpose: 'What another bot logs into a channel of the server.',
    ownerId,
    permissions: [],
    dependencies: '',
    failurePlan: '',
    worstCase: '',
    trust: TRUST,
    noiseBudgetMinutes: null,
    rateLimitPerMinute: RATE_PER_MINUTE,
    status: 'approved',
    settings,
  };
}
