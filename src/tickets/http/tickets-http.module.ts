import { Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { TicketsModule } from '../tickets.module.js';
import { DigestsController } from '../digests/http/digests.controller.js';
import { ClaimsController } from './claims.controller.js';
import { ProgressController } from './progress.controller.js';
import { QueueController } from './queue.controller.js';
import { RemarksController } from './remarks.controller.js';
import { TicketCommands } from './ticket-commands.js';
import { TicketsController } from './tickets.controller.js';

@Module({
  imports: [StaffModule, TicketsModule],
  controllers: [
    DigestsController,
    TicketsController,
    QueueController,
    ClaimsController,
    ProgressController,
    RemarksController,
  ],
  providers: [TicketCommands],
})
export class TicketsHttpModule {}
