import { Module } from '@nestjs/common';
import { GuildsModule } from '#guilds';
import { CommandCommitter } from './command-committer.js';
import { Restructuring } from './restructuring.js';
import { TicketService } from './ticket.service.js';

@Module({
  imports: [GuildsModule],
  providers: [CommandCommitter, Restructuring, TicketService],
  exports: [TicketService],
})
export class TicketsModule {}
