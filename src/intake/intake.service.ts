import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { KeptFile } from '#evidence';
import { GuildDirectory } from '#guilds';
import { GroupCommit, Metrics } from '#platform';
import type { SourceForIntake } from '#sources';
import { Acceptance, type Incoming } from './acceptance.js';
import type { NewSignal } from './domain/new-signal.js';
import type { Receipt } from './domain/receipt.js';

export type Accepted = { readonly receipt: Receipt } | { readonly error: unknown };

/** Two guilds' commits overlap; one guild's only once the older has sent all, or its tickets would be fought over. */
const LANES = 2;
/** Large enough to pay for a transaction, small enough that none takes long. */
const MAX_GROUP = 256;
/** Of signals of at most some 60 KB each. */
const MAX_WAITING = 5_000;

/** The one way in: whatever door a signal came through, it is durable before it is acknowledged (I1). */
@Injectable()
export class Intake implements OnModuleDestroy {
  private readonly group: GroupCommit<Incoming, Receipt>;

  constructor(
    private readonly guilds: GuildDirectory,
    acceptance: Acceptance,
    metrics: Metrics,
  ) {
    this.group = new GroupCommit({
      commit: (group, sent) => acceptance.accept(group, sent),
      keyOf: ({ source }) => source.guildId,
      lanes: LANES,
      maxGroup: MAX_GROUP,
      maxWaiting: MAX_WAITING,
      onCommit: (size, seconds) => metrics.groupCommitted('signals', size, seconds),
    });
  }

  /** Resolves after the commit. Rejects with a DomainError: unknown guild, or `unavailable` and worth a retry. */
  async accept(
    source: SourceForIntake,
    signal: NewSignal,
    files: readonly KeptFile[] = [],
  ): Promise<Receipt> {
    const guild = await this.guilds.settings(source.guildId);
    return this.group.submit({ source, guild, signal, files });
  }

  /** One result for each signal, in their order; one that fails fails alone. */
  async acceptAll(source: SourceForIntake, signals: readonly NewSignal[]): Promise<Accepted[]> {
    const guild = await this.guilds.settings(source.guildId);
    return Promise.all(
      signals.map((signal) =>
        this.group.submit({ source, guild, signal, files: [] }).then(
          (receipt): Accepted => ({ receipt }),
          (error: unknown): Accepted => ({ error }),
        ),
      ),
    );
  }

  /** What was taken in is finished. */
  async onModuleDestroy(): Promise<void> {
    await this.group.idle();
  }
}
