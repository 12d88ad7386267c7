import { Injectable } from '@nestjs/common';
import type { Client } from 'discord.js';
import { ListensToGateway, type GatewayListener } from '../../client/listens-to-gateway.js';
import { CatchUps } from './catch-ups.js';
import { GatewayWork } from '../gateway-work.js';

/** Whenever the bot comes (back), the guilds of its shard are read on from where they were read to. */
@ListensToGateway()
@Injectable()
export class CatchUpListener implements GatewayListener {
  constructor(
    private readonly work: GatewayWork,
    private readonly catchUps: CatchUps,
  ) {}

  attach(client: Client): void {
    const readOn = (shardId: number): void => {
      const guildIds = client.guilds.cache.filter((guild) => guild.shardId === shardId).map(({ id }) => id);
      this.want(guildIds);
    };
    client.on('shardReady', readOn);
    client.on('shardResume', readOn);
    client.on('guildAvailable', ({ id }) => this.want([id]));
  }

  detach(): Promise<void> {
    return this.work.stop();
  }

  private want(guildIds: readonly string[]): void {
    void this.work.run('catch up', () => this.catchUps.want(guildIds));
  }
}
