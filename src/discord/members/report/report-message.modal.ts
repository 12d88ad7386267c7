import { Injectable } from '@nestjs/common';
import type { ModalSubmitInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesModal, type Answer, type ModalHandler } from '../../interactions/handlers.js';
import { readReport } from './report-modal.js';
import { Reports } from './reports.js';

@HandlesModal('report-message')
@Injectable()
export class ReportMessageModal implements ModalHandler {
  readonly needs = 'member';

  constructor(private readonly reports: Reports) {}

  run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const [channelId = '', messageId = '', authorId = ''] = asked.args;
    return this.reports.file(asked, {
      ...readReport(asked.interaction),
      user: { id: authorId, member: null },
      message: { channelId, messageId },
    });
  }

  words({ fields }: ModalSubmitInteraction): string {
    return fields.getTextInputValue('text');
  }
}
