import { Injectable } from '@nestjs/common';
import { ComponentType, type APIButtonComponentWithCustomId, type ButtonStyle } from 'discord-api-types/v10';
import type { ButtonInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { customId } from '../../interactions/domain/custom-id.js';
import { HandlesComponent, type Answer, type AnsweringComponent } from '../../interactions/handlers.js';
import { appealList } from './appeal-list.js';
import { OwnActions } from './own-actions.js';

/** Opens what can be appealed in a guild from wherever it stands: below a notice in direct messages, mostly. */
export function appealInButton(
  guildId: string,
  label: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style, label, custom_id: customId('appeal-in', guildId) };
}

@HandlesComponent('appeal-in')
@Injectable()
export class AppealInButton implements AnsweringComponent<ButtonInteraction> {
  readonly needs = 'member';

  constructor(private readonly own: OwnActions) {}

  async run(asked: Asked<ButtonInteraction>): Promise<Answer> {
    return appealList(await this.own.of(asked), asked);
  }

  guildOf([guildId]: readonly string[]): string | undefined {
    return guildId;
  }
}
