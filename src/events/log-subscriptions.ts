import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Stop } from '#platform';
import { LOG_CHANNEL } from './append.js';

const POLL_MS = 2_000;

/** `guildId` null: any guild's log may have grown, look at those you follow. `head` null: unknown. */
export type OnGrown = (guildId: string | null, head: bigint | null) => void;

/** Says that a guild's log has grown: by LISTEN/NOTIFY, and by a poll behind it for what that missed. */
@Injectable()
export class LogSubscriptions implements OnModuleDestroy {
  private readonly logger = new Logger('Log');
  private readonly subscribers = new Set<OnGrown>();
  private listening: Promise<Stop> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database) {}

  async subscribe(onGrown: OnGrown): Promise<Stop> {
    this.subscribers.add(onGrown);
    this.timer ??= setInterval(() => this.tell(null, null), POLL_MS).unref();
    this.listening ??= this.database.listen(LOG_CHANNEL, (payload) => this.hear(payload));
    await this.listening;
    return async () => {
      this.subscribers.delete(onGrown);
      if (this.subscribers.size === 0) await this.stop();
    };
  }

  async onModuleDestroy(): Promise<void> {
    this.subscribers.clear();
    await this.stop();
  }

  private async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    const { listening } = this;
    this.listening = null;
    if (listening) await (await listening)();
  }

  private hear(payload: string | null): void {
    const [, guildId, seq] = /^(\d{1,20}):(\d{1,20})$/.exec(payload ?? '') ?? [];
    if (guildId === undefined || seq === undefined) this.tell(null, null);
    else this.tell(guildId, BigInt(seq));
  }

  private tell(guildId: string | null, head: bigint | null): void {
    for (const onGrown of this.subscribers) {
      try {
        onGrown(guildId, head);
      } catch (error) {
        this.logger.error({ error }, 'A reader of the log failed to be woken');
      }
    }
  }
}
