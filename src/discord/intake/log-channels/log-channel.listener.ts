import { Injectable } from '@nestjs/common';
import { GatewayDispatchEvents, type GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { LogChannelSources } from '#sources';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { isLogMessage } from './domain/is-log-message.js';
import { GatewayWork } from '../gateway-work.js';
import { LogChannelIntake } from './log-channel-intake.js';

/** Hears what other bots log, in the form in which it can be read later too. Edits and deletions change nothing. */
@ListensToGateway()
@Injectable()
export class LogChannelListener implements GatewayListener {
  constructor(
    private readonly work: GatewayWork,
    private readonly sources: LogChannelSources,
    private readonly intake: LogChannelIntake,
  ) {}

  attach(client: Client): void {
    client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
      const { guild_id: guildId, channel_id: channelId } = message;
      const botId = client.user?.id;
      if (guildId === undefined || botId === undefined || !isLogMessage(message, { botId })) return;
      void this.work.run('log channel', async () => {
        const source = await this.sources.of(guildId, channelId);
        if (source !== null) await this.intake.take(source, [message], botId);
      });
    });
  }

  detach(): Promise<void> {
    return this.work.stop();
  }
}
