import { Injectable, Logger } from '@nestjs/common';
import { Routes, type APIApplicationCommand } from 'discord-api-types/v10';
import type { Client } from 'discord.js';
import { ListensToGateway, type GatewayListener } from '../client/listens-to-gateway.js';
import { DiscordRest } from '../api/discord-rest.js';
import { HandlerRegistry } from '../interactions/handler-registry.js';
import { diffCommands } from './domain/command-diff.js';

/** Tells Discord of the commands when the bot comes up: what differs, and nothing else. */
@ListensToGateway()
@Injectable()
export class CommandRegistration implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private registering: Promise<void> = Promise.resolve();

  constructor(
    private readonly rest: DiscordRest,
    private readonly handlers: HandlerRegistry,
  ) {}

  attach(client: Client): void {
    client.once('clientReady', ({ application, ws }) => {
      // One process does it for all: the one that has the first shard.
      if (!ws.shards.has(0)) return;
      this.registering = this.register(application.id).catch((error: unknown) => {
        this.logger.error({ error }, 'The commands could not be registered; restart to try again');
      });
    });
  }

  async detach(): Promise<void> {
    await this.registering;
  }

  private async register(applicationId: string): Promise<void> {
    const present = await this.rest.call<APIApplicationCommand[]>(
      'Get',
      Routes.applicationCommands(applicationId),
      { query: new URLSearchParams({ with_localizations: 'true' }) },
    );
    const { create, update, remove } = diffCommands(this.handlers.definitions(), present);
    for (const body of create) {
      await this.rest.call('Post', Routes.applicationCommands(applicationId), { body });
    }
    for (const { id, command } of update) {
      await this.rest.call('Patch', Routes.applicationCommand(applicationId, id), { body: command });
    }
    for (const id of remove) {
      await this.rest.call('Delete', Routes.applicationCommand(applicationId, id));
    }
    this.logger.log(
      { created: create.length, updated: update.length, removed: remove.length },
      'Commands are registered',
    );
  }
}
