import { Injectable } from '@nestjs/common';
import type { ModalSubmitInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { HandlesModal, type Answer, type ModalHandler } from '../../interactions/handlers.js';
import { isKnownMember } from '../../interactions/named-member.js';
import { readMessageLink } from './domain/message-ref.js';
import { readReport } from './report-modal.js';
import { Reports } from './reports.js';
import { reportTexts } from './report.texts.js';

/** What the panel's button asks: the same as `/report`. */
@HandlesModal('report')
@Injectable()
export class ReportModal implements ModalHandler {
  readonly needs = 'member';

  constructor(private readonly reports: Reports) {}

  async run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const { interaction, guildId, language } = asked;
    const { fields } = interaction;
    const link = fields.getTextInputValue('link').trim();
    const message = link === '' ? null : readMessageLink(link, guildId);
    if (link !== '' && message === null) {
      throw new DomainError('invalid', 'not_a_message_link', reportTexts[language].badLink);
    }
    const user = fields.getSelectedUsers('user')?.first();
    const member = fields.getSelectedMembers('user')?.first();
    return this.reports.file(asked, {
      ...readReport(interaction),
      user: user ? { id: user.id, member: member && isKnownMember(member) ? member : null } : null,
      message,
    });
  }

  words({ fields }: ModalSubmitInteraction): string {
    return fields.getTextInputValue('text');
  }
}
