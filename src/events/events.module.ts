import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LogConsumers } from './consumers/log-consumers.js';
import { LogCursors } from './consumers/log-cursors.js';
import { EventLog } from './event-log.js';
import { LogSubscriptions } from './log-subscriptions.js';

@Module({
  imports: [DiscoveryModule],
  providers: [EventLog, LogSubscriptions, LogCursors, LogConsumers],
  exports: [EventLog, LogSubscriptions, LogCursors],
})
export class EventsModule {}
