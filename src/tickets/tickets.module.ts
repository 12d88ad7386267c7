import { Module } from '@nestjs/common';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { StaffModule } from '#staff';
import { ActionLedger } from './action-ledger.js';
import { CommandCommitter } from './command-committer.js';
import { DueTicketsReader } from './db/due-tickets.reader.js';
import { MemberActionsReader } from './db/member-actions.reader.js';
import { MemberTicketsReader } from './db/member-tickets.reader.js';
import { MemberHistoryReader } from './db/member-history.reader.js';
import { PartyReader } from './db/party.reader.js';
import { TicketReader } from './db/ticket.reader.js';
import { DailyDigests } from './digests/daily-digests.js';
import { DigestReader } from './digests/db/digest.reader.js';
import { DigestStore } from './digests/db/digest.store.js';
import { QueueMetrics } from './queue-metrics.js';
import { Restructuring } from './restructuring.js';
import { TicketEvents } from './ticket-events.js';
import { ClaimExpiry, Paging, StaleTickets, TargetWatch, TicketWaking } from './ticket-timers.js';
import { TicketService } from './ticket.service.js';
import { TimerCommands } from './timer-commands.js';

@Module({
  imports: [EventsModule, GuildsModule, StaffModule],
  providers: [
    CommandCommitter,
    Restructuring,
    TicketService,
    TicketReader,
    PartyReader,
    MemberActionsReader,
    MemberTicketsReader,
    MemberHistoryReader,
    TicketEvents,
    QueueMetrics,
    DueTicketsReader,
    TimerCommands,
    TicketWaking,
    ClaimExpiry,
    TargetWatch,
    Paging,
    ActionLedger,
    StaleTickets,
    DigestStore,
    DigestReader,
    DailyDigests,
  ],
  exports: [
    ActionLedger,
    TicketService,
    TicketReader,
    TicketEvents,
    PartyReader,
    MemberActionsReader,
    MemberTicketsReader,
    MemberHistoryReader,
    DigestReader,
  ],
})
export class TicketsModule {}
