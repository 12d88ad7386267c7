import { DiscoveryService } from '@nestjs/core';
import type { LoggedEvent } from '#kernel';
import type { Tx } from '#platform';

export interface LogConsumerOptions {
  /** Unique among consumers; begins with its module. */
  readonly name: string;
}

/**
 * Turns what happened into what is owed: rows that a sweep can find, written in the transaction that moves
 * the consumer's place in the log. So each event is dealt with exactly once, whatever dies when. It follows
 * the guilds that `LogCursors.begin` was called for.
 */
export interface LogConsumer {
  /**
   * Events of one guild in their order. What it answers is done after the commit (adding jobs), and may be
   * lost with the process: nothing may depend on it but speed.
   */
  consume(tx: Tx, guildId: string, events: readonly LoggedEvent[]): Promise<(() => Promise<void>) | null>;
}

export const LogConsumerOf = DiscoveryService.createDecorator<LogConsumerOptions>();

/** Declares a provider that consumes the log, in processes with the role `worker`. */
export function ConsumesLog(
  options: LogConsumerOptions,
): (consumer: new (...args: never[]) => LogConsumer) => void {
  return LogConsumerOf(options);
}
