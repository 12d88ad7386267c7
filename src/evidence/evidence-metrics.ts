import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Metrics } from '#platform';
import type { EvidenceState } from './domain/evidence.js';

@Injectable()
export class EvidenceMetrics {
  private readonly copies: Counter<'state'>;
  private readonly bytes: Counter;

  constructor({ registry }: Metrics) {
    this.copies = new Counter({
      name: 'docket_evidence_total',
      help: 'Attachments, by what became of their copy: stored, failed, too_large, refused',
      labelNames: ['state'],
      registers: [registry],
    });
    this.bytes = new Counter({
      name: 'docket_evidence_bytes_total',
      help: 'Bytes of attachments that were copied, the same content each time',
      registers: [registry],
    });
  }

  settled(state: EvidenceState): void {
    this.copies.inc({ state });
  }

  copied(bytes: number): void {
    this.bytes.inc(bytes);
  }
}
