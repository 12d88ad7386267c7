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
import { remarkTexts } from '../commands/remark.texts.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { MOST_NOTE } from '../work/limits.js';
import { textField } from '../work/modal-parts.js';
import { workTexts } from '../work/work.texts.js';
import { cardArgs } from './card-args.js';

/** Note on a card: asks for the text. */
@HandlesComponent('note')
@Injectable()
export class NoteButton implements AskingComponent<ButtonInteraction> {
  modal(
    { customId }: ButtonInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const { modals } = workTexts[language];
    return {
      custom_id: customId,
      title: modals.note,
      components: [
        textField({ id: 'text', label: modals.note, description: modals.noteHint, most: MOST_NOTE }),
      ],
    };
  }
}

@HandlesModal('note')
@Injectable()
export class NoteModal implements ModalHandler {
  readonly needs = 'moderator';

  constructor(private readonly desk: TicketDesk) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { ticketId } = cardArgs(asked.args, asked.language);
    const text = asked.interaction.fields.getTextInputValue('text');
    const ticket = await this.desk.execute(asked, ticketId, { type: 'note', text });
    return remarkTexts[asked.language].noted(ticketName(ticket));
  }
}
