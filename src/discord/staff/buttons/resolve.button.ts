import { Injectable } from '@nestjs/common';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { OUTCOMES, SIGNAL_KINDS } from '#kernel';
import { allowedOutcomes } from '#tickets';
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
import { TicketDesk } from '../desk/ticket-desk.js';
import { DEEDS } from '../enforcement/domain/deed-choices.js';
import { deedOptions } from '../enforcement/deed-text.js';
import { enforcementTexts } from '../enforcement/enforcement.texts.js';
import { EnforcementProposals } from '../enforcement/proposals.js';
import { MOST_REASON } from '../work/limits.js';
import { selectField, textField } from '../work/modal-parts.js';
import { resolvedText } from '../work/resolved-text.js';
import { workTexts } from '../work/work.texts.js';
import { cardArgs } from './card-args.js';

/** Resolve on a card: asks how it ended. The outcomes are those of the ticket's kind, which the button names. */
@HandlesComponent('resolve')
@Injectable()
export class ResolveButton implements AskingComponent<ButtonInteraction> {
  modal(
    { customId }: ButtonInteraction,
    [, , kindName]: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const { modals } = workTexts[language];
    const { outcomes } = wordTexts[language];
    const { modal: deedModal } = enforcementTexts[language];
    const kind = SIGNAL_KINDS.find((one) => one === kindName) ?? 'report';
    return {
      custom_id: customId,
      title: modals.resolve,
      components: [
        selectField({
          id: 'outcome',
          label: modals.outcome,
          options: allowedOutcomes({ stream: 'review', kind }).map((value) => ({
            value,
            label: outcomes[value],
          })),
        }),
        textField({ id: 'reason', label: modals.reason, most: MOST_REASON }),
        ...(kind === 'appeal'
          ? [
              textField({
                id: 'waiver',
                label: modals.waiver,
                description: modals.waiverHint,
                required: false,
                most: MOST_REASON,
              }),
            ]
          : [
              selectField({
                id: 'action',
                label: deedModal.action,
                description: deedModal.withOutcome,
                required: false,
                options: deedOptions(language),
              }),
            ]),
      ],
    };
  }
}

@HandlesModal('resolve')
@Injectable()
export class ResolveModal implements ModalHandler {
  readonly needs = 'moderator';

  constructor(
    private readonly desk: TicketDesk,
    private readonly proposals: EnforcementProposals,
  ) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { ticketId, version, kind } = cardArgs(asked.args, asked.language);
    const { fields } = asked.interaction;
    const [chosen] = fields.getStringSelectValues('outcome');
    const outcome = OUTCOMES.find((one) => one === chosen) ?? 'answered';
    const reason = fields.getTextInputValue('reason');
    const waiver = kind === 'appeal' ? fields.getTextInputValue('waiver').trim() || null : null;
    const deed = kind === 'appeal' ? undefined : DEEDS.get(fields.getStringSelectValues('action')[0] ?? '');
    if (deed !== undefined) {
      const request = { ticketId, version, deed, memberId: null, reason, outcome };
      return this.proposals.propose(asked, request);
    }
    const command = { type: 'resolve', outcome, reason, actions: [], waiver } as const;
    return resolvedText(await this.desk.execute(asked, ticketId, command, version), asked.language);
  }
}
