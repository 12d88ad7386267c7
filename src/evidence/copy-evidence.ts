import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, RetryAt, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { EvidenceRows, type CopyMade } from './db/evidence-rows.js';
import { EvidenceMetrics } from './evidence-metrics.js';
import { EVIDENCE_STORE, type EvidenceStore } from './files/evidence-store.js';
import { Staging } from './files/staging.js';
import { OriginError } from './origin/origin-error.js';
import { Origin } from './origin/origin.js';

/** Over about two hours; a link lives for a day. */
const MOST_ATTEMPTS = 12;

type Payload = JobPayloads['evidence.copy'];

/**
 * Copies one attachment. What its host does is written on the copy, and so is that it is given up; a store that
 * takes nothing is not its fault, and fails the job.
 */
@HandlesJob('evidence.copy')
@Injectable()
export class CopyEvidence implements JobHandler<Payload> {
  constructor(
    private readonly rows: EvidenceRows,
    private readonly origin: Origin,
    private readonly staging: Staging,
    private readonly metrics: EvidenceMetrics,
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
  ) {}

  async handle({ guildId, evidenceId }: Payload, { signal }: JobRun): Promise<void> {
    const owed = await this.rows.owed(guildId, evidenceId);
    if (owed === null) return;
    try {
      const made = await this.copy(guildId, owed.url, signal);
      const state = await this.rows.made(guildId, evidenceId, made);
      this.metrics.copied(made.size);
      if (state !== null) this.metrics.settled(state);
    } catch (error) {
      if (!(error instanceof OriginError)) throw error;
      const wanted = error.fate === 'later' ? 'pending' : error.fate;
      const state = await this.rows.notMade(guildId, evidenceId, wanted, error.message, MOST_ATTEMPTS);
      if (state === null) return;
      if (state !== 'pending') return this.metrics.settled(state);
      throw error.retryAt === null ? error : new RetryAt(error.retryAt, error.message);
    }
  }

  private async copy(guildId: string, url: string, signal: AbortSignal): Promise<CopyMade> {
    const { contentType, bytes } = await this.origin.open(url, signal);
    const staged = await this.staging.write(bytes);
    try {
      await this.store.put(guildId, staged, signal);
    } finally {
      await this.staging.discard(staged);
    }
    return { contentType, sha256: staged.sha256, size: staged.size };
  }
}
