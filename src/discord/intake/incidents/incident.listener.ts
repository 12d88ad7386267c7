import { Injectable } from '@nestjs/common';
import { GatewayDispatchEvents, type GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { UnattendedIntake } from '#intake';
import { BuiltInSources } from '#sources';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { GuildMappings } from '../../mapping/guild-mappings.js';
import { incidentSignal } from './domain/incident-signal.js';
import { GatewayWork } from '../gateway-work.js';

/** Hears when staff report a raid to Discord, or take that back. */
@ListensToGateway()
@Injectable()
export class IncidentListener implements GatewayListener {
  constructor(
    private readonly work: GatewayWork,
    private readonly mappings: GuildMappings,
    private readonly sources: BuiltInSources,
    private readonly intake: UnattendedIntake,
  ) {}

  attach(client: Client): void {
    client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
      const { guild_id: guildId } = message;
      const signal = guildId === undefined ? null : incidentSignal(message, guildId);
      if (guildId === undefined || signal === null) return;
      void this.work.run('incident', async () => {
        if ((await this.mappings.of(guildId)) === null) return;
        await this.intake.take(await this.sources.of(guildId, 'automod'), [signal]);
      });
    });
  }

  detach(): Promise<void> {
    return this.work.stop();
  }
}
