import { Inject, Injectable } from '@nestjs/common';
import { RetryAt } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { CardStore, type Card } from './db/card.store.js';
import { pauseAfter } from './domain/pause-after.js';

const UNAUTHORIZED = 401;
const WITHOUT_TOKEN_MS = 600_000;

/** What a failed call means for a card. */
@Injectable()
export class CardFailures {
  constructor(
    private readonly cards: CardStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Throws when the card is to be tried again. An outage of Discord uses up no attempts of the job, however
   * long it lasts; what is refused stays so until somebody changes something on Discord.
   */
  async note(card: Card, error: unknown): Promise<void> {
    if (!(error instanceof DiscordCallFailed)) throw error;
    const now = this.clock.now();
    const attempts = card.attempts + 1;
    const failed = { failureText: error.message, failureAt: now, attempts };
    if (error.failure === 'limited') {
      throw new RetryAt(
        new Date(now.getTime() + (error.retryAfterMs ?? pauseAfter(attempts, Math.random()))),
      );
    }
    if (error.failure === 'retry' || error.status === UNAUTHORIZED) {
      await this.cards.patch(card, { ...failed, failureCode: 'unreachable' });
      const pause = error.failure === 'retry' ? pauseAfter(attempts, Math.random()) : WITHOUT_TOKEN_MS;
      throw new RetryAt(new Date(now.getTime() + pause), error.message);
    }
    const [failureCode, advice] =
      error.failure === 'gone'
        ? ['channel_gone', 'Choose another channel with /setup.']
        : ['refused', 'Check the permissions of Docket there with /doctor.'];
    const failureText = `Discord refuses it (${error.code}): ${error.message}. ${advice}`;
    await this.cards.patch(card, { ...failed, held: true, failureCode, failureText });
  }
}
