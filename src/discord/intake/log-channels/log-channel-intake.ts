import { Inject, Injectable } from '@nestjs/common';
import { fromDiscordMessage, UnattendedIntake, type LoggedMessage, type NewSignal } from '#intake';
import { CLOCK, type Clock } from '#kernel';
import type { SourceForIntake } from '#sources';
import { isLogMessage, type MessageFacts } from './domain/is-log-message.js';

export type ChannelMessage = MessageFacts & LoggedMessage & { readonly channel_id: string };

/** Turns the messages of other bots in a log channel into flags. */
@Injectable()
export class LogChannelIntake {
  constructor(
    private readonly intake: UnattendedIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What would come in of these messages, in their order; nothing is kept. */
  read(
    source: Pick<SourceForIntake, 'guildId' | 'id' | 'settings'>,
    messages: readonly ChannelMessage[],
    botId: string,
  ): NewSignal[] {
    const { guildId, id: sourceId, settings } = source;
    const context = { guildId, sourceId, settings, now: this.clock.now() };
    return messages
      .filter((message) => isLogMessage(message, { botId }))
      .map((message) => fromDiscordMessage(message, context))
      .filter((signal) => signal !== null);
  }

  /** A message that was taken in before is taken in once (I2). */
  async take(source: SourceForIntake, messages: readonly ChannelMessage[], botId: string): Promise<void> {
    const signals = this.read(source, messages, botId);
    if (signals.length > 0) await this.intake.take(source, signals);
  }
}
