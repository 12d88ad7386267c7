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
import { S3Store } from './files/s3-store.js';
import { Staging } from './files/staging.js';
import { Origin } from './origin/origin.js';
import { OrphanSweep } from './orphan-sweep.js';
import { OwedEvidence } from './owed-evidence.js';
import { Uploads } from './uploads.js';

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
    OrphanSweep,
    OwedEvidence,
    Uploads,
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
      inject: [CONFIG, Staging],
      useFactory: ({ dataDir, evidence }: Config, staging: Staging) =>
        evidence.s3 ? new S3Store(evidence.s3) : new DiskStore(join(dataDir, 'evidence'), staging),
    },
  ],
  exports: [EvidenceFiles, EvidenceIntake, Uploads],
})
export class EvidenceModule {}
