import { Injectable } from '@nestjs/common';
import type { SignalKind } from '#kernel';
import { Metrics } from '#platform';
import { SourceTraffic, type SourceForIntake } from '#sources';

/** What a source sent and nobody took in. */
@Injectable()
export class RefusedSignals {
  constructor(
    private readonly metrics: Metrics,
    private readonly traffic: SourceTraffic,
  ) {}

  /** The kind is `unknown` when what came in was too broken to tell. */
  note(source: SourceForIntake, kind: SignalKind | 'unknown', count = 1): void {
    this.metrics.signalsRefused(kind, source.kind, count);
    this.traffic.refused(source, count);
  }
}
