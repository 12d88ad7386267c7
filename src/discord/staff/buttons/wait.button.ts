import { Injectable } from '@nestjs/common';
import { TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { WAIT_FOR } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import {
  HandlesComponent,
  HandlesModal,
  type Answer,
  type AskingComponent,
  type ModalHandler,
} from '../../interactions/handlers.js';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { MOST_REASON } from '../work/limits.js';
import { selectField, textField } from '../work/modal-parts.js';
import { Waits } from '../work/waits.js';
import { workTexts } from '../work/work.texts.js';
import { cardArgs } from './card-args.js';

/** Wait on a card: asks for whom and until when. */
@HandlesComponent('wait')
@Injectable()
export class WaitButton implements AskingComponent<ButtonInteraction> {
  modal(
    { customId }: ButtonInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const { modals } = workTexts[language];
    const { waitFor } = wordTexts[language];
    return {
      custom_id: customId,
      title: modals.wait,
      components: [
        selectField({
          id: 'for',
          label: modals.for,
          options: WAIT_FOR.map((value) => ({ value, label: waitFor[value] })),
        }),
        textField({
          id: 'until',
          label: modals.until,
          description: modals.untilHint,
          required: false,
          most: 60,
          style: TextInputStyle.Short,
        }),
        textField({ id: 'reason', label: modals.reason, required: false, most: MOST_REASON }),
      ],
    };
  }
}

@HandlesModal('wait')
@Injectable()
export class WaitModal implements ModalHandler {
  readonly needs = 'moderator';

  constructor(private readonly waits: Waits) {}

  run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { ticketId, version } = cardArgs(asked.args, asked.language);
    const { fields } = asked.interaction;
    const request = {
      for: fields.getStringSelectValues('for')[0] ?? '',
      until: fields.getTextInputValue('until'),
      reason: fields.getTextInputValue('reason'),
    };
    return this.waits.begin(asked, ticketId, request, version);
  }
}
