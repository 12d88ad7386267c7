import { Module } from '@nestjs/common';
import { EventsModule } from '#events';
import { SourcesModule } from '#sources';
import { TicketsModule } from '#tickets';
import { CallBodies } from './call-bodies.js';
import { CallbackConsumer } from './callback-consumer.js';
import { DeliverCallbacks, RetryCallbacks } from './callback-handlers.js';
import { CallbackMetrics } from './callback-metrics.js';
import { CallbackUpkeep } from './callback-upkeep.js';
import { CallbacksService } from './callbacks.service.js';
import { DeliveryReader } from './db/delivery.reader.js';
import { DeliveryStore } from './db/delivery.store.js';
import { EndpointStore } from './db/endpoint.store.js';
import { SourceSignalsReader } from './db/source-signals.reader.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryRounds } from './delivery-rounds.js';
import { EndpointSwitch } from './endpoint-switch.js';
import { OwedCallbacks } from './owed-callbacks.js';
import { TargetCaller } from './target-caller.js';

@Module({
  imports: [EventsModule, SourcesModule, TicketsModule],
  providers: [
    CallBodies,
    CallbackConsumer,
    CallbackMetrics,
    CallbacksService,
    CallbackUpkeep,
    DeliverCallbacks,
    DeliveriesService,
    DeliveryReader,
    DeliveryRounds,
    DeliveryStore,
    EndpointStore,
    EndpointSwitch,
    OwedCallbacks,
    RetryCallbacks,
    SourceSignalsReader,
    TargetCaller,
  ],
  exports: [CallbacksService, DeliveriesService, EndpointStore],
})
export class CallbacksModule {}
