import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { appealList } from '../appeal/appeal-list.js';
import { OwnActions } from '../appeal/own-actions.js';

@HandlesComponent('panel-appeal')
@Injectable()
export class PanelAppealButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'member';

  constructor(private readonly own: OwnActions) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    return appealList(await this.own.of(asked), asked);
  }
}
