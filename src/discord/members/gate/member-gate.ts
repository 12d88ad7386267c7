import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, DomainError } from '#kernel';
import type { Asked } from '../../interactions/asked.js';
import { timeText } from '../../text/ages.js';
import { gateTexts } from './gate.texts.js';
import { MemberRates, type RateKey } from './member-rates.js';
import { ReporterBlocks } from './reporter-blocks.js';

/** Keeps those out who are blocked or come too often; appeals do not pass here. */
@Injectable()
export class MemberGate {
  constructor(
    private readonly rates: MemberRates,
    private readonly blocks: ReporterBlocks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Runs `send` for a member who is let in. What fails, or says of itself that it is a repeat, does not count.
   * Throws DomainError with a text for the member.
   */
  async pass<Sent extends { readonly duplicate: boolean }>(
    { guildId, user, mapping, language }: Asked,
    what: RateKey['what'],
    send: () => Promise<Sent>,
  ): Promise<Sent> {
    const texts = gateTexts[language];
    const block = await this.blocks.of(guildId, user.id);
    if (block !== null) {
      const until = block.until === null ? null : timeText(block.until, 'R');
      throw new DomainError('forbidden', 'reporter_blocked', texts.blocked(until));
    }
    const key = { guildId, userId: user.id, what };
    const at = this.clock.now();
    const again = await this.rates.take(key, mapping.memberRates[what], at);
    if (again !== null) {
      throw new DomainError('rate_limited', 'too_many_reports', texts.tooMany[what](timeText(again, 'R')));
    }
    try {
      const sent = await send();
      if (sent.duplicate) await this.rates.giveBack(key, at);
      return sent;
    } catch (error) {
      // Told to the member as it is; that it may count is the lesser harm.
      await this.rates.giveBack(key, at).catch(() => {});
      throw error;
    }
  }
}
