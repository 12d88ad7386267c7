import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TicketsModule } from '#tickets';
import { DiscordRest } from './api/discord-rest.js';
import { GuildFactsReader } from './api/guild-facts.js';
import { Bot } from './client/bot.js';
import { Asking } from './interactions/asking.js';
import { HandlerRegistry } from './interactions/handler-registry.js';
import { InteractionRouter } from './interactions/interaction-router.js';
import { GuildMappings } from './mapping/guild-mappings.js';
import { CommandRegistration } from './registration/command-registration.js';
import { STAFF_PROVIDERS } from './staff/staff-providers.js';

@Module({
  imports: [DiscoveryModule, TicketsModule],
  providers: [
    DiscordRest,
    GuildFactsReader,
    Bot,
    GuildMappings,
    Asking,
    HandlerRegistry,
    InteractionRouter,
    CommandRegistration,
    ...STAFF_PROVIDERS,
  ],
})
export class DiscordModule {}
