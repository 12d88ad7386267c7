import { Injectable } from '@nestjs/common';
import { FindsOwed, type OwedWork } from '#jobs';
import type { Tx } from '#platform';

/** Time enough for the job that the intake adds. */
const LATE = '1 minute';

// From idx_evidence_owed, which holds nothing that is settled.
const LATE_COPIES = {
  name: 'evidence_late',
  text: `
    SELECT guild_id AS "guildId", id FROM evidence
    WHERE state = 'pending' AND (guild_id, id) > ($1, $2::uuid) AND received_at < now() - interval '${LATE}'
    ORDER BY guild_id, id LIMIT $3`,
};
const BEFORE_ALL = ['', '00000000-0000-0000-0000-000000000000'] as const;

/** Copies that should long have been made: their job was lost, or never got into the queue. */
@FindsOwed({ name: 'evidence.copies', everySeconds: 60 })
@Injectable()
export class OwedEvidence implements OwedWork {
  async find(tx: Tx, page: { readonly limit: number; readonly after: string | null }) {
    const [guildId, id] = page.after?.split('/') ?? BEFORE_ALL;
    const rows = await tx.query<{ guildId: string; id: string }>(LATE_COPIES, [guildId, id, page.limit]);
    const jobs = rows.map((row) => ({
      name: 'evidence.copy' as const,
      key: row.id,
      payload: { guildId: row.guildId, evidenceId: row.id },
    }));
    const last = rows.at(-1);
    const next = last === undefined || rows.length < page.limit ? null : `${last.guildId}/${last.id}`;
    return { jobs, next };
  }
}
