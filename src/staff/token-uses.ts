import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { CLOCK, type Clock } from '#kernel';
import { ApiTokenStore, type TokenUse } from './db/api-token.store.js';

const ONCE_IN_MS = 60_000;
const WRITE_AFTER_MS = 500;
const MOST = 10_000;

/** Notes when tokens were last used: at most once a minute each, and after the requests that used them. */
@Injectable()
export class TokenUses implements OnModuleDestroy {
  private readonly logger = new Logger('TokenUses');
  private readonly noted = new LRUCache<string, true>({ ...atMost(MOST), ttl: ONCE_IN_MS });
  private waiting: TokenUse[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ApiTokenStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  note(guildId: string, tokenId: string): void {
    if (this.noted.has(tokenId) || this.waiting.length >= MOST) return;
    this.noted.set(tokenId, true);
    this.waiting.push({ guildId, tokenId, at: this.clock.now() });
    this.timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.write();
    await this.writing;
  }

  private write(): void {
    const uses = this.waiting;
    this.waiting = [];
    this.timer = null;
    if (uses.length === 0) return;
    this.writing = this.store
      .used(uses)
      .catch((error: unknown) => this.logger.warn({ error }, 'Cannot note when tokens were used'));
  }
}
