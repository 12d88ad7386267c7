import { Module } from '@nestjs/common';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { StaffModule } from '#staff';
import { CommandCommitter } from './command-committer.js';
import { DueTicketsReader } from './db/due-tickets.reader.js';
import { PartyReader } from './db/party.reader.js';
import { TicketReader } from './db/ticket.reader.js';
import { QueueMetrics } from './queue-metrics.js';
import { Restructuring } from './restructuring.js';
import { TicketEvents } from './ticket-events.js';
import { ClaimExpiry, TicketWaking } from './ticket-timers.js';
import { TicketService } from './ticket.service.js';

@Module({
  imports: [EventsModule, GuildsModule, StaffModule],
  providers: [
    CommandCommitter,
    Restructuring,
    TicketService,
    TicketReader,
    PartyReader,
    TicketEvents,
    QueueMetrics,
    DueTicketsReader,
    TicketWaking,
    ClaimExpiry,
  ],
  exports: [TicketService, TicketReader, TicketEvents, PartyReader],
})
export class TicketsModule {}
