import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { IntakeModule } from '#intake';
import { SourcesModule } from '#sources';
import { StaffModule } from '#staff';
import { TicketsModule } from '#tickets';
import { ViewersModule } from '#viewers';
import { DiscordRest } from './api/discord-rest.js';
import { GuildFactsReader } from './api/guild-facts.js';
import { DirectMessages } from './api/direct-messages.js';
import { GuildMembers } from './api/guild-members.js';
import { Moderation } from './api/moderation.js';
import { Messages } from './api/messages.js';
import { Threads } from './api/threads.js';
import { CARD_EXPORTS, CARD_PROVIDERS } from './cards/cards.providers.js';
import { Bot } from './client/bot.js';
import { CONVERSATION_PROVIDERS } from './conversations/conversation-providers.js';
import { INTAKE_PROVIDERS } from './intake/intake-providers.js';
import { Asking } from './interactions/asking.js';
import { HandlerRegistry } from './interactions/handler-registry.js';
import { InteractionRouter } from './interactions/interaction-router.js';
import { GuildMappings } from './mapping/guild-mappings.js';
import { CommandRegistration } from './registration/command-registration.js';
import { MEMBER_PROVIDERS } from './members/member-providers.js';
import { PEOPLE_PROVIDERS } from './people/people-providers.js';
import { REVERSAL_PROVIDERS } from './reversals/reversal-providers.js';
import { EnforcementOrders } from './staff/enforcement/orders.js';
import { STAFF_PROVIDERS } from './staff/staff-providers.js';
import { Doctor } from './setup/doctor.js';
import { SETUP_PROVIDERS } from './setup/setup-providers.js';

@Module({
  imports: [
    DiscoveryModule,
    EventsModule,
    GuildsModule,
    IntakeModule,
    SourcesModule,
    StaffModule,
    TicketsModule,
    ViewersModule,
  ],
  providers: [
    DiscordRest,
    GuildFactsReader,
    GuildMembers,
    Messages,
    DirectMessages,
    Moderation,
    Threads,
    Bot,
    GuildMappings,
    Asking,
    HandlerRegistry,
    InteractionRouter,
    CommandRegistration,
    ...PEOPLE_PROVIDERS,
    ...STAFF_PROVIDERS,
    ...MEMBER_PROVIDERS,
    ...INTAKE_PROVIDERS,
    ...CARD_PROVIDERS,
    ...SETUP_PROVIDERS,
    ...CONVERSATION_PROVIDERS,
    ...REVERSAL_PROVIDERS,
  ],
  exports: [...CARD_EXPORTS, Doctor, EnforcementOrders],
})
export class DiscordModule {}
