import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import { TicketsModule } from '#tickets';
import { CopyEvidence } from './copy-evidence.js';
import { EvidenceRows } from './db/evidence-rows.js';
import { EvidenceReader } from './db/evidence.reader.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceIntake } from './evidence-intake.js';
import { EvidenceMetrics } from './evidence-metrics.js';
import { DiskStore } from './files/disk-store.js';
import { EVIDENCE_STORE } from './files/evidence-store.js';
import { Staging } from './files/staging.js';
import { Origin } from './origin/origin.js';
import { OwedEvidence } from './owed-evidence.js';

const FETCH_WITHIN_MS = 30_000;

@Module({
  imports: [TicketsModule],
  providers: [
    CopyEvidence,
    EvidenceFiles,
    EvidenceIntake,
    EvidenceMetrics,
    EvidenceReader,
    EvidenceRows,
    OwedEvidence,
    {
      provide: Origin,
      inject: [CONFIG],
      useFactory: ({ evidence }: Config) => new Origin({ ...evidence, totalMs: FETCH_WITHIN_MS }),
    },
    {
      provide: Staging,
      inject: [CONFIG],
      useFactory: ({ dataDir }: Config) => new Staging(join(dataDir, 'evidence', 'tmp')),
    },
    {
      provide: EVIDENCE_STORE,
      inject: [CONFIG],
      useFactory: ({ dataDir }: Config) => new DiskStore(join(dataDir, 'evidence')),
    },
  ],
  exports: [EvidenceFiles, EvidenceIntake],
})
export class EvidenceModule {}
