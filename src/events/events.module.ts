import { Module } from '@nestjs/common';
import { EventLog } from './event-log.js';
import { LogSubscriptions } from './log-subscriptions.js';

@Module({ providers: [EventLog, LogSubscriptions], exports: [EventLog, LogSubscriptions] })
export class EventsModule {}
