import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { StaffModule } from '#staff';
import { GuildReader } from './db/guild.reader.js';
import { GuildStore } from './db/guild.store.js';
import { GuildDirectory } from './guild-directory.js';
import { GuildsService } from './guilds.service.js';
import { KnownGuildGuard } from './http/known-guild.guard.js';

/** Listed after StaffModule in the composition root: guards run in that order. */
@Module({
  imports: [StaffModule],
  providers: [
    GuildReader,
    GuildStore,
    GuildDirectory,
    GuildsService,
    { provide: APP_GUARD, useClass: KnownGuildGuard },
  ],
  exports: [GuildDirectory, GuildReader, GuildsService],
})
export class GuildsModule {}
