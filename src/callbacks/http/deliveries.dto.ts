import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '#http';
import { DELIVERY_STATES, type DeliveryState } from '../db/delivery.reader.js';

export class DeliveriesQuery extends PageQuery {
  @IsOptional()
  @IsIn(DELIVERY_STATES, { message: `must be one of ${DELIVERY_STATES.join(', ')}` })
  state?: DeliveryState;
}
