import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import { isUuid } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { OwnTickets } from './own-tickets.js';

@HandlesComponent('older')
@Injectable()
export class OlderButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'member';

  constructor(private readonly own: OwnTickets) {}

  run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    const [before = ''] = asked.args;
    return this.own.page(asked, isUuid(before) ? before : null);
  }
}
