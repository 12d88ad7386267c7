import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import { Jobs } from '#jobs';
import { newId } from '#kernel';
import type { Tx } from '#platform';
import type { Signal } from '#triage';
import { EvidenceRows } from './db/evidence-rows.js';
import type { EvidenceRecord, KeptFile } from './domain/evidence.js';
import { evidenceOfSignal } from './domain/evidence-of-signal.js';
import { EvidenceMetrics } from './evidence-metrics.js';

export interface SignalWithFiles {
  readonly signal: Signal;
  /** What became of the files that came with it. */
  readonly files: readonly KeptFile[];
}

/** Evidence as the intake knows it: what signals bring is owed from the commit on that accepts them. */
@Injectable()
export class EvidenceIntake implements OnModuleDestroy {
  private readonly adding = new Set<Promise<unknown>>();

  constructor(
    private readonly rows: EvidenceRows,
    private readonly jobs: Jobs,
    private readonly metrics: EvidenceMetrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  of(signals: readonly SignalWithFiles[]): EvidenceRecord[] {
    return signals.flatMap(({ signal, files }) =>
      evidenceOfSignal(signal, files, this.config.evidence.hosts, newId),
    );
  }

  /** Costs nothing when there is none. */
  insert(tx: Tx, records: readonly EvidenceRecord[]): Promise<void> {
    return this.rows.insert(tx, records);
  }

  /** After the commit. Nobody waits for the queue: what does not get into it, the sweep finds. */
  committed(records: readonly EvidenceRecord[]): void {
    const owed = records.filter(({ state }) => state === 'pending');
    for (const { state } of records) if (state !== 'pending') this.metrics.settled(state);
    if (owed.length === 0) return;
    const adding = this.jobs
      .addMany(
        owed.map(({ guildId, id }) => ({
          name: 'evidence.copy',
          key: id,
          payload: { guildId, evidenceId: id },
        })),
      )
      .finally(() => this.adding.delete(adding));
    this.adding.add(adding);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.adding);
  }
}
