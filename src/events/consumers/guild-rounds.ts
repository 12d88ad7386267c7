const AT_ONCE = 4;

/**
 * Works guilds off, a few at once and each by one round at a time; a guild that is woken during its round gets
 * another one. Woken without a guild it looks which ones are behind.
 */
export class GuildRounds {
  private readonly waiting = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();
  private looking: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly behind: () => Promise<readonly string[]>,
    /** Answers whether there may be more. */
    private readonly round: (guildId: string) => Promise<boolean>,
    private readonly onError: (error: unknown) => void,
  ) {}

  wake(guildId: string | null): void {
    if (this.stopped) return;
    if (guildId === null) {
      this.looking ??= this.look();
      return;
    }
    this.waiting.add(guildId);
    this.start();
  }

  /** Resolves when no round runs any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.clear();
    await Promise.all([this.looking, ...this.running.values()]);
  }

  private async look(): Promise<void> {
    try {
      for (const guildId of await this.behind()) this.waiting.add(guildId);
    } catch (error) {
      this.onError(error);
    }
    this.looking = null;
    this.start();
  }

  private start(): void {
    for (const guildId of this.waiting) {
      if (this.stopped || this.running.size >= AT_ONCE) return;
      if (this.running.has(guildId)) continue;
      this.waiting.delete(guildId);
      this.running.set(guildId, this.run(guildId));
    }
  }

  private async run(guildId: string): Promise<void> {
    try {
      if (await this.round(guildId)) this.wake(guildId);
    } catch (error) {
      // It is found again by the next look, which comes every few seconds: no need to hurry.
      this.onError(error);
    }
    this.running.delete(guildId);
    this.start();
  }
}
