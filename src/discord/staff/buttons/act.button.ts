import { Injectable } from '@nestjs/common';
import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import {
  HandlesComponent,
  HandlesModal,
  type Answer,
  type AskingComponent,
  type ModalHandler,
} from '../../interactions/handlers.js';
import { commonTexts } from '../../text/common.texts.js';
import type { Language } from '../../text/texts.js';
import { DEEDS } from '../enforcement/domain/deed-choices.js';
import { deedOptions } from '../enforcement/deed-text.js';
import { enforcementTexts } from '../enforcement/enforcement.texts.js';
import { EnforcementProposals } from '../enforcement/proposals.js';
import { MOST_REASON } from '../work/limits.js';
import { selectField, textField } from '../work/modal-parts.js';
import { cardArgs } from './card-args.js';

/** Act… on a card: asks what to do to whom and why. */
@HandlesComponent('act')
@Injectable()
export class ActButton implements AskingComponent<ButtonInteraction> {
  modal(
    { customId }: ButtonInteraction,
    _args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const { modal } = enforcementTexts[language];
    return {
      custom_id: customId,
      title: modal.title,
      components: [
        selectField({ id: 'action', label: modal.action, options: deedOptions(language) }),
        textField({ id: 'reason', label: modal.reason, description: modal.reasonHint, most: MOST_REASON }),
        {
          type: ComponentType.Label,
          label: modal.member,
          description: modal.memberHint,
          component: { type: ComponentType.UserSelect, custom_id: 'member', required: false, min_values: 0 },
        },
      ],
    };
  }
}

@HandlesModal('act')
@Injectable()
export class ActModal implements ModalHandler {
  readonly needs = 'moderator';

  constructor(private readonly proposals: EnforcementProposals) {}

  run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { ticketId, version } = cardArgs(asked.args, asked.language);
    const { fields } = asked.interaction;
    const deed = DEEDS.get(fields.getStringSelectValues('action')[0] ?? '');
    if (deed === undefined) {
      throw new DomainError('invalid', 'out_of_date', commonTexts[asked.language].outOfDate);
    }
    return this.proposals.propose(asked, {
      ticketId,
      version,
      deed,
      memberId: fields.getSelectedUsers('member')?.firstKey() ?? null,
      reason: fields.getTextInputValue('reason'),
      outcome: null,
    });
  }
}
