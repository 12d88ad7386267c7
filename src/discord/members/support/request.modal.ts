import { Inject, Injectable } from '@nestjs/common';
import type { ModalSubmitInteraction } from 'discord.js';
import { CLOCK, type Clock } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesModal, type Answer, type ModalHandler } from '../../interactions/handlers.js';
import { MemberGate } from '../gate/member-gate.js';
import { MemberIntake } from '../member-intake.js';
import { readRequest } from './request-modal.js';
import { requestSignal } from './request-signal.js';
import { supportTexts } from './support.texts.js';
import { readTopic } from './topics.js';

@HandlesModal('request')
@Injectable()
export class RequestModal implements ModalHandler {
  readonly needs = 'member';

  constructor(
    private readonly gate: MemberGate,
    private readonly intake: MemberIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { interaction, guildId, user, mapping, language, args } = asked;
    const topic = readTopic(mapping.supportTopics, args[0]);
    const signal = requestSignal(interaction.id, user, topic, readRequest(interaction), this.clock.now());
    const { ticketNumber } = await this.gate.pass(asked, 'request', () =>
      this.intake.accept(guildId, language, signal),
    );
    return supportTexts[language].thanks(ticketNumber);
  }

  words({ fields }: ModalSubmitInteraction): string {
    return `${fields.getTextInputValue('subject')}\n\n${fields.getTextInputValue('text')}`;
  }
}
