import { Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { TicketsModule } from '#tickets';
import { CardController } from './cards/http/card.controller.js';
import { DiscordModule } from './discord.module.js';
import { DoctorController } from './setup/http/doctor.controller.js';
import { EnforcementsController } from './staff/enforcement/http/enforcements.controller.js';

/** What the API tells of Discord. */
@Module({
  imports: [DiscordModule, StaffModule, TicketsModule],
  controllers: [CardController, DoctorController, EnforcementsController],
})
export class DiscordHttpModule {}
