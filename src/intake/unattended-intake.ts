import { Injectable } from '@nestjs/common';
import type { SourceForIntake } from '#sources';
import type { NewSignal } from './domain/new-signal.js';
import type { Receipt } from './domain/receipt.js';
import { Intake } from './intake.service.js';
import { RefusedSignals } from './refused-signals.js';
import { SourceRate } from './rate/source-rate.js';

/**
 * The way in for doors at which nobody waits for an answer, such as what comes over Discord's gateway. They
 * are held to the same status and rate of the source as everyone else; what is refused is counted.
 */
@Injectable()
export class UnattendedIntake {
  constructor(
    private readonly intake: Intake,
    private readonly rate: SourceRate,
    private readonly refusals: RefusedSignals,
  ) {}

  /**
   * Receipts in the order of the signals; null for one that the source may not send, now or at all. Throws what
   * is worth a retry (`unavailable`): those of one external id that were accepted are then told as duplicates.
   */
  async take(source: SourceForIntake, signals: readonly NewSignal[]): Promise<(Receipt | null)[]> {
    const granted = source.status === 'approved' ? (await this.rate.take(source, signals.length)).granted : 0;
    for (const { kind } of signals.slice(granted)) this.refusals.note(source, kind);
    const results = await this.intake.acceptAll(source, signals.slice(0, granted));
    const failed = results.find((result) => 'error' in result);
    if (failed !== undefined) throw failed.error;
    const receipts = results.flatMap((result) => ('receipt' in result ? [result.receipt] : []));
    return signals.map((_, i) => receipts[i] ?? null);
  }
}
