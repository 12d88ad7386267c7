import { Inject, Injectable } from '@nestjs/common';
import { GuildDirectory } from '#guilds';
import { CLOCK, DomainError, WAIT_FOR, type Clock } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import type { Answer } from '../../interactions/handlers.js';
import { timeText } from '../../text/ages.js';
import { wordTexts } from '../../text/words.texts.js';
import { TicketDesk } from '../desk/ticket-desk.js';
import { ticketName } from '../desk/ticket-name.js';
import { parseUntil } from './domain/parse-until.js';
import { workTexts } from './work.texts.js';

export interface WaitRequest {
  readonly for: string;
  /** As it was typed; null or empty without a time. */
  readonly until: string | null;
  readonly reason: string | null;
}

/** Sets tickets aside, for `/wait` and the button of a card. */
@Injectable()
export class Waits {
  constructor(
    private readonly desk: TicketDesk,
    private readonly guilds: GuildDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async begin(asked: Asked, ticketId: string, request: WaitRequest, version: number | null): Promise<Answer> {
    const texts = workTexts[asked.language];
    const waitFor = WAIT_FOR.find((one) => one === request.for) ?? 'time';
    const until = await this.timeOf(asked, request.until);
    if (waitFor === 'time' && until === null) throw badUntil(asked);
    const reason = request.reason?.trim() || null;
    const command = { type: 'wait', for: waitFor, until, reason } as const;
    const ticket = ticketName(await this.desk.execute(asked, ticketId, command, version));
    const whom = wordTexts[asked.language].waitFor[waitFor];
    if (until === null) return texts.waiting(ticket, whom);
    const [at, away] = [timeText(until, 'f'), timeText(until, 'R')];
    return waitFor === 'time' ? texts.snoozed(ticket, at, away) : texts.waitingUntil(ticket, whom, at, away);
  }

  private async timeOf(asked: Asked, typed: string | null): Promise<Date | null> {
    if (typed === null || typed.trim() === '') return null;
    const { timeZone } = await this.guilds.settings(asked.guildId);
    const at = parseUntil(typed, this.clock.now(), timeZone);
    if (at === null) throw badUntil(asked);
    return at;
  }
}

function badUntil({ language }: Asked): DomainError {
  return new DomainError('invalid', 'bad_until', workTexts[language].badUntil);
}
