import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CONFIG, type Config } from '#config';
import { Database, type Stop } from '#platform';
import { EventLog } from '../event-log.js';
import { LogSubscriptions } from '../log-subscriptions.js';
import { LogConsumerOf, type LogConsumer } from './consumes-log.js';
import { GuildRounds } from './guild-rounds.js';
import { LogCursors } from './log-cursors.js';

const BATCH = 500;

/** Lets every consumer read the logs that it follows; a failing one delays only itself. */
@Injectable()
export class LogConsumers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Log');
  private readonly rounds: GuildRounds[] = [];
  private unsubscribe: Stop | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly subscriptions: LogSubscriptions,
    private readonly cursors: LogCursors,
    private readonly discovery: DiscoveryService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('worker')) return;
    for (const [name, consumer] of this.declared()) {
      this.rounds.push(
        new GuildRounds(
          () => this.cursors.behind(name),
          (guildId) => this.readOn(name, consumer, guildId),
          (error) =>
            this.logger.warn({ consumer: name, error }, 'A consumer of the log failed; it tries again'),
        ),
      );
    }
    if (this.rounds.length === 0) return;
    this.unsubscribe = await this.subscriptions.subscribe((guildId) => {
      for (const rounds of this.rounds) rounds.wake(guildId);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.unsubscribe?.();
    await Promise.all(this.rounds.map((rounds) => rounds.stop()));
  }

  /** One batch; true when there may be more. */
  private async readOn(name: string, consumer: LogConsumer, guildId: string): Promise<boolean> {
    const { full, afterwards } = await this.database.transaction(async (tx) => {
      const seq = await this.cursors.take(tx, guildId, name);
      if (seq === null) return { full: false, afterwards: null };
      const events = await this.log.read(guildId, seq, BATCH, tx);
      const last = events.at(-1);
      if (last === undefined) return { full: false, afterwards: null };
      const then = await consumer.consume(tx, guildId, events);
      await this.cursors.move(tx, guildId, name, last.seq);
      return { full: events.length === BATCH, afterwards: then };
    });
    await afterwards?.();
    return full;
  }

  private declared(): Map<string, LogConsumer> {
    const consumers = new Map<string, LogConsumer>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: LogConsumerOf.KEY })) {
      const options = this.discovery.getMetadataByDecorator(LogConsumerOf, wrapper);
      if (!options) continue;
      if (consumers.has(options.name))
        throw new TypeError(`Two consumers of the log are named ${options.name}`);
      consumers.set(options.name, wrapper.instance as LogConsumer);
    }
    return consumers;
  }
}
