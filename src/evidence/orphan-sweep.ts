import { Inject, Injectable, Logger } from '@nestjs/common';
import { RunsEvery, type PeriodicWork, type Range } from '#jobs';
import { CLOCK, type Clock } from '#kernel';
import { Database } from '#platform';
import type { ContentId } from './domain/evidence-key.js';
import { EVIDENCE_STORE, type EvidenceStore } from './files/evidence-store.js';
import { Staging } from './files/staging.js';

const DAY_SECONDS = 86_400;
/** Between a file and its row there are seconds; nothing that is on its way is as old as this. */
const SPARED_MS = DAY_SECONDS * 1_000;
const BATCH = 500;

// By idx_evidence_content.
const ORPHANS = {
  name: 'evidence_orphans',
  text: `
    SELECT w.guild_id AS "guildId", w.sha256 FROM unnest($1::text[], $2::text[]) AS w(guild_id, sha256)
    WHERE NOT EXISTS (
      SELECT 1 FROM evidence e WHERE e.guild_id = w.guild_id AND e.sha256 = w.sha256 AND e.state = 'stored')`,
};

/** Removes bytes that no row speaks of: their process died, or their request was refused, in between. */
@RunsEvery({ name: 'evidence.orphans', everySeconds: DAY_SECONDS })
@Injectable()
export class OrphanSweep implements PeriodicWork {
  private readonly logger = new Logger('Evidence');

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(_range: Range, signal: AbortSignal): Promise<void> {
    const since = new Date(this.clock.now().getTime() - SPARED_MS);
    await this.staging.sweep(since);
    let removed = 0;
    let batch: ContentId[] = [];
    for await (const { wantedAt, ...content } of this.store.list(signal)) {
      if (wantedAt >= since) continue;
      batch.push(content);
      if (batch.length < BATCH) continue;
      removed += await this.removeOrphans(batch, since);
      batch = [];
    }
    removed += await this.removeOrphans(batch, since);
    if (removed > 0) this.logger.log({ removed }, 'Removed files that no evidence speaks of');
  }

  private async removeOrphans(contents: readonly ContentId[], since: Date): Promise<number> {
    const orphans = await this.database.query<ContentId>(ORPHANS, [
      contents.map(({ guildId }) => guildId),
      contents.map(({ sha256 }) => sha256),
    ]);
    let removed = 0;
    for (const orphan of orphans) removed += Number(await this.store.removeUnwanted(orphan, since));
    return removed;
  }
}
