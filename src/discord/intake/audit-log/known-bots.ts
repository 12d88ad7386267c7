import { Injectable, Logger } from '@nestjs/common';
import { LookupCache } from '#platform';
import { Users } from '../../api/users.js';

const KEPT_MS = 3_600_000;
const FAILURE_MS = 60_000;

/** Which accounts are bots: asked only for those whose word on somebody else would count. */
@Injectable()
export class KnownBots {
  private readonly logger = new Logger('Discord');
  private readonly kinds = new LookupCache<'bot' | 'person'>({
    ttlMs: KEPT_MS,
    absentTtlMs: FAILURE_MS,
    most: 5_000,
  });

  constructor(private readonly users: Users) {}

  /** False where Discord does not say: then nothing is believed of what the account says of others. */
  async isBot(userId: string): Promise<boolean> {
    const kind = await this.kinds.get(userId, async () => {
      try {
        return (await this.users.get(userId)).bot === true ? 'bot' : 'person';
      } catch (error) {
        this.logger.warn({ userId, error }, 'Discord did not say whether an account is a bot');
        return null;
      }
    });
    return kind === 'bot';
  }
}
