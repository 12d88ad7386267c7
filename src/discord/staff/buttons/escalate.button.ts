import { Injectable } from '@nestjs/common';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import {
  HandlesComponent,
  HandlesModal,
  type Answer,
  type AskingComponent,
  type ModalHandler,
} from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { MOST_REASON } from '../work/limits.js';
import { textField } from '../work/modal-parts.js';
import { workTexts } from '../work/work.texts.js';
import { cardArgs } from './card-args.js';

/** Escalate on a card: asks why. */
@HandlesComponent('escalate')
@Injectable()
export class EscalateButton implements AskingComponent<ButtonInteraction> {
  modal(
    { customId }: ButtonInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const { modals } = workTexts[language];
    return {
      custom_id: customId,
      title: modals.escalate,
      components: [textField({ id: 'reason', label: modals.reason, most: MOST_REASON })],
    };
  }
}

@HandlesModal('escalate')
@Injectable()
export class EscalateModal implements ModalHandler {
  readonly needs = 'moderator';

  constructor(private readonly desk: TicketDesk) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { ticketId, version } = cardArgs(asked.args, asked.language);
    const reason = asked.interaction.fields.getTextInputValue('reason');
    const ticket = await this.desk.execute(asked, ticketId, { type: 'escalate', reason }, version);
    return workTexts[asked.language].escalated(ticketName(ticket));
  }
}
