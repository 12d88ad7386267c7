import { Injectable } from '@nestjs/common';
import type { ModalSubmitInteraction } from 'discord.js';
import type { Asked } from '../../interactions/asked.js';
import { HandlesModal, type Answer, type ModalHandler } from '../../interactions/handlers.js';
import { readReport } from './report-modal.js';
import { Reports } from './reports.js';

@HandlesModal('report-user')
@Injectable()
export class ReportUserModal implements ModalHandler {
  readonly needs = 'member';

  constructor(private readonly reports: Reports) {}

  run(asked: Asked<ModalSubmitInteraction>): Promise<Answer> {
    const [userId = ''] = asked.args;
    return this.reports.file(asked, {
      ...readReport(asked.interaction),
      user: { id: userId, member: null },
      message: null,
    });
  }

  words({ fields }: ModalSubmitInteraction): string {
    return fields.getTextInputValue('text');
  }
}
