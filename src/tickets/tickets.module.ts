import { Module } from '@nestjs/common';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { StaffModule } from '#staff';
import { CommandCommitter } from './command-committer.js';
import { DueTicketsReader } from './db/due-tickets.reader.js';
import { PartyReader } from './db/party.reader.js';
import { TicketReader } from './db/ticket.reader.js';
import { ClaimsController } from './http/claims.controller.js';
import { ProgressController } from './http/progress.controller.js';
import { QueueController } from './http/queue.controller.js';
import { RemarksController } from './http/remarks.controller.js';
import { TicketCommands } from './http/ticket-commands.js';
import { TicketsController } from './http/tickets.controller.js';
import { QueueMetrics } from './queue-metrics.js';
import { Restructuring } from './restructuring.js';
import { TicketEvents } from './ticket-events.js';
import { ClaimExpiry, TicketWaking } from './ticket-timers.js';
import { TicketService } from './ticket.service.js';

@Module({
  imports: [EventsModule, GuildsModule, StaffModule],
  controllers: [TicketsController, QueueController, ClaimsController, ProgressController, RemarksController],
  providers: [
    CommandCommitter,
    Restructuring,
    TicketService,
    TicketReader,
    PartyReader,
    TicketEvents,
    TicketCommands,
    QueueMetrics,
    DueTicketsReader,
    TicketWaking,
    ClaimExpiry,
  ],
  exports: [TicketService, TicketReader, PartyReader],
})
export class TicketsModule {}
