import { Module } from '@nestjs/common';
import { CallbacksModule } from '../callbacks.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { EndpointsController } from './endpoints.controller.js';

@Module({ imports: [CallbacksModule], controllers: [EndpointsController, DeliveriesController] })
export class CallbacksHttpModule {}
