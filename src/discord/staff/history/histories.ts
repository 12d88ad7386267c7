import { Injectable } from '@nestjs/common';
import { DomainError, truncateText } from '#kernel';
import { MemberHistoryReader, type PastAction, type PastTicket } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { ageText, timeText } from '../../text/ages.js';
import { fittingLines } from '../../text/fitting-lines.js';
import { quote } from '../../text/quote.js';
import type { Language } from '../../text/texts.js';
import { wordTexts } from '../../text/words.texts.js';
import { historyTexts } from './history.texts.js';

const MOST_SHOWN = 8;
const LONGEST_REASON = 60;
const LONGEST_TITLE = 60;

/** What the team knows of a member, for whoever may see it (I8). */
@Injectable()
export class Histories {
  constructor(private readonly reader: MemberHistoryReader) {}

  /** Throws `own_history`. */
  async of({ guildId, user, language }: Asked, memberId: string): Promise<string> {
    const texts = historyTexts[language];
    if (memberId === user.id) throw new DomainError('forbidden', 'own_history', texts.own);
    const { actions, tickets, reports } = await this.reader.of(guildId, user.id, memberId, MOST_SHOWN);
    const lines = [
      texts.title(`<@${memberId}>`),
      texts.reports(reports.upheld, reports.dismissed),
      `**${texts.actions}**`,
      ...(actions.length === 0 ? [texts.none] : actions.map((action) => actionLine(action, language))),
      `**${texts.tickets}**`,
      ...(tickets.length === 0 ? [texts.none] : tickets.map((ticket) => ticketLine(ticket, language))),
    ];
    return fittingLines(lines);
  }
}

function actionLine(action: PastAction, language: Language): string {
  const texts = historyTexts[language];
  const { type, durationSeconds, at, decidedBy, reason, ticketNumber, reversedAt } = action;
  const what = wordTexts[language].actions[type];
  return [
    `- ${timeText(at, 'R')} ${what}`,
    ...(durationSeconds === null ? [] : [`(${ageText(durationSeconds * 1_000, language)})`]),
    ...(decidedBy === null ? [] : [texts.by(`<@${decidedBy}>`)]),
    ...(ticketNumber === null ? [] : [`#${ticketNumber}`]),
    ...(reason === null ? [] : [`· ${quote(truncateText(reason, LONGEST_REASON))}`]),
    ...(reversedAt === null ? [] : [`· ${texts.reversed}`]),
  ].join(' ');
}

function ticketLine({ number, title, status, outcome, openedAt }: PastTicket, language: Language): string {
  const { statuses, outcomes } = wordTexts[language];
  const how = outcome === null ? statuses[status] : outcomes[outcome];
  return `- #${number} ${quote(truncateText(title, LONGEST_TITLE))} · ${timeText(openedAt, 'R')} · ${how}`;
}
