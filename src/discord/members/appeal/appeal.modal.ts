import { Inject, Injectable } from '@nestjs/common';
import type { ModalSubmitInteraction } from 'discord.js';
import { CLOCK, type Clock, DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesModal, type Answer, type ModalHandler } from '../../interactions/handlers.js';
import { languageOf } from '../../text/texts.js';
import { MemberIntake } from '../member-intake.js';
import { refusalText } from './appeal-list.js';
import { readAnswers } from './appeal-modal.js';
import { shownQuestions } from './appeal-questions.js';
import { appealSignal } from './appeal-signal.js';
import { appealTexts } from './appeal.texts.js';
import { OwnActions } from './own-actions.js';

@HandlesModal('appeal')
@Injectable()
export class AppealModal implements ModalHandler {
  readonly needs = 'member';

  constructor(
    private readonly own: OwnActions,
    private readonly intake: MemberIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { interaction, guildId, user, language, args } = asked;
    const texts = appealTexts[language];
    // Looked at again: it may have been decided, or sent from another window, since the list was shown.
    const found = (await this.own.of(asked)).find(({ action }) => action.id === args[0]);
    if (found === undefined) throw new DomainError('not_found', 'not_appealable', texts.nothing);
    if (found.refusal !== null) {
      const why = refusalText(found.refusal, language);
      throw new DomainError('conflict', 'not_appealable', texts.cannot(why));
    }
    const answers = readAnswers(interaction, shownQuestions(interaction.message, language));
    const signal = appealSignal(user, found, answers, this.clock.now());
    const { ticketNumber } = await this.intake.accept(guildId, language, signal);
    return texts.thanks(ticketNumber);
  }

  guildOf(args: readonly string[]): string | undefined {
    return args[1];
  }

  words(interaction: ModalSubmitInteraction): string {
    const questions = shownQuestions(interaction.message, languageOf(interaction.locale));
    return readAnswers(interaction, questions)
      .map(({ question, answer }) => `${question}\n${answer}`)
      .join('\n\n');
  }
}
