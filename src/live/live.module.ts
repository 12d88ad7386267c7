import { Module } from '@nestjs/common';
import { EventsModule } from '#events';
import { GuildsModule } from '#guilds';
import { HttpModule } from '#http';
import { StaffModule } from '#staff';
import { TicketsModule } from '#tickets';
import { ViewersModule } from '#viewers';
import { Depths } from './feed/depths.js';
import { FeedReader } from './feed/feed.reader.js';
import { Feeds } from './feed/feeds.js';
import { Handshakes } from './gateway/handshakes.js';
import { LiveGateway } from './gateway/live.gateway.js';
import { LiveService } from './gateway/live.service.js';
import { Logins } from './gateway/logins.js';
import { Presence } from './presence/presence.js';
import { ViewerDesk } from './presence/viewer-desk.js';

@Module({
  imports: [HttpModule, EventsModule, GuildsModule, StaffModule, TicketsModule, ViewersModule],
  providers: [Depths, FeedReader, Feeds, ViewerDesk, Presence, Logins, LiveService, Handshakes, LiveGateway],
})
export class LiveModule {}
