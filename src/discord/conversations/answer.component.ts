import { Injectable } from '@nestjs/common';
import {
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { DomainError, isUuid } from '#kernel';
import type { Asked } from '../interactions/asked.js';
import { customId } from '../interactions/domain/custom-id.js';
import {
  HandlesComponent,
  HandlesModal,
  type Answer,
  type AskingComponent,
  type ModalHandler,
} from '../interactions/handlers.js';
import { Messages } from '../api/messages.js';
import { commonTexts } from '../text/common.texts.js';
import { quoteBlock } from '../text/quote.js';
import type { Language } from '../text/texts.js';
import { ConversationStore } from './db/conversation.store.js';
import { Hearing } from './hearing.js';

/** The button *Answer* under what the team writes. */
@HandlesComponent('answer')
@Injectable()
export class AnswerComponent implements AskingComponent<ButtonInteraction> {
  modal(
    _interaction: ButtonInteraction,
    [ticketId = '']: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData {
    const texts = commonTexts[language];
    return {
      custom_id: customId('answer', ticketId),
      title: texts.answer,
      components: [
        {
          type: ComponentType.Label,
          label: texts.answerLabel,
          component: {
            type: ComponentType.TextInput,
            custom_id: 'text',
            style: TextInputStyle.Paragraph,
            min_length: 1,
            max_length: 1_500,
            required: true,
          },
        },
      ],
    };
  }
}

@HandlesModal('answer')
@Injectable()
export class AnswerModal implements ModalHandler {
  readonly needs = 'member';

  constructor(
    private readonly store: ConversationStore,
    private readonly hearing: Hearing,
    private readonly messages: Messages,
  ) {}

  async run({
    interaction,
    guildId,
    user,
    role,
    language,
    args,
  }: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const texts = commonTexts[language];
    const [ticketId = ''] = args;
    const text = interaction.fields.getTextInputValue('text');
    const place =
      interaction.channelId === null ? null : await this.store.inThread(guildId, interaction.channelId);
    if (!isUuid(ticketId) || place?.ticketId !== ticketId) {
      throw new DomainError('not_found', 'no_conversation', texts.outOfDate);
    }
    await this.hearing.hear(place, { messageId: interaction.id, authorId: user.id, role, text });
    // So that both sides read in the thread what was said with the button.
    await this.messages.send(place.channelId, `answer:${interaction.id}`, {
      content: `<@${user.id}>\n${quoteBlock(text).slice(0, 1_900)}`,
    });
    return texts.heard;
  }
}
