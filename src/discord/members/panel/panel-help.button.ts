import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { topicSelect } from '../support/topic-select.js';

@HandlesComponent('panel-help')
@Injectable()
export class PanelHelpButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'member';

  async run({ mapping, language }: Asked<ButtonInteraction>): Promise<Answer> {
    return topicSelect(mapping.supportTopics, language);
  }
}
