import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventLog, LogSubscriptions } from '#events';
import { Metrics, type Stop } from '#platform';
import { Depths } from './depths.js';
import { FeedReader } from './feed.reader.js';
import { GuildFeed } from './guild-feed.js';
import { Paced } from './paced.js';
import type { Watcher } from './watcher.js';

/** The feeds of the guilds that someone on this process watches, and of no others. */
@Injectable()
export class Feeds implements OnModuleInit {
  private readonly feeds = new Map<string, GuildFeed>();
  private readonly closing = new Set<Promise<void>>();
  private readonly look = new Paced('look at the log', { leadMs: 0, gapMs: 1_000 }, () => this.lookAtAll());
  private stop: Stop | null = null;
  private lag = 0;

  constructor(
    private readonly log: EventLog,
    private readonly subscriptions: LogSubscriptions,
    private readonly reader: FeedReader,
    private readonly depths: Depths,
    private readonly metrics: Metrics,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stop = await this.subscriptions.subscribe((guildId, head) => {
      if (guildId === null || head === null) this.look.wake();
      else this.feeds.get(guildId)?.grown(head);
    });
  }

  get guildIds(): string[] {
    return [...this.feeds.keys()];
  }

  audience(guildId: string): Iterable<Watcher> {
    return this.feeds.get(guildId)?.audience ?? [];
  }

  add(guildId: string, watcher: Watcher): void {
    const feed = this.feeds.get(guildId) ?? this.open(guildId);
    feed.add(watcher);
  }

  remove(guildId: string, watcher: Watcher): void {
    const feed = this.feeds.get(guildId);
    if (feed === undefined) return;
    feed.remove(watcher);
    if (!feed.idle) return;
    this.feeds.delete(guildId);
    const closed = feed.close().finally(() => this.closing.delete(closed));
    this.closing.add(closed);
  }

  async close(): Promise<void> {
    await this.stop?.();
    await Promise.all([
      this.look.close(),
      ...this.closing,
      ...[...this.feeds.values()].map((f) => f.close()),
    ]);
    this.feeds.clear();
  }

  private open(guildId: string): GuildFeed {
    const feed = new GuildFeed(guildId, this.reader, this.depths, (change) => {
      this.lag += change;
      this.metrics.logLag('live', this.lag);
    });
    this.feeds.set(guildId, feed);
    return feed;
  }

  /** What was said may have been missed: one look for all guilds. */
  private async lookAtAll(): Promise<void> {
    if (this.feeds.size === 0) return;
    const heads = await this.log.heads(this.guildIds);
    for (const [guildId, head] of heads) this.feeds.get(guildId)?.grown(head);
  }
}
