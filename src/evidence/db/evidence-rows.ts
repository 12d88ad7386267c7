import { Injectable } from '@nestjs/common';
import { columnsOf, Database, recordInsert, type Statement, type Tx } from '#platform';
import type { EvidenceRecord, EvidenceState } from '../domain/evidence.js';

/** A copy that is still to be made. */
export interface OwedCopy {
  readonly url: string;
}

export interface CopyMade {
  readonly sha256: string;
  readonly size: number;
  readonly contentType: string | null;
}

const insert = recordInsert(
  'evidence_insert',
  'evidence',
  columnsOf<EvidenceRecord>({
    guildId: 'text',
    id: 'uuid',
    signalId: 'uuid',
    receivedAt: 'timestamptz',
    position: 'integer',
    state: 'text',
    url: 'text',
    filename: 'text',
    contentType: 'text',
    size: 'bigint',
    sha256: 'text',
    error: 'text',
    storedAt: 'timestamptz',
  }),
);

const OWED: Statement = {
  name: 'evidence_owed',
  text: `SELECT url FROM evidence WHERE guild_id = $1 AND id = $2 AND state = 'pending' AND url IS NOT NULL`,
};

// Whoever made the same copy meanwhile was first; what they wrote stays.
const MADE: Statement = {
  name: 'evidence_made',
  text: `
    UPDATE evidence SET state = 'stored', sha256 = $3, size = $4, content_type = coalesce(content_type, $5),
      attempts = attempts + 1, error = NULL, stored_at = now()
    WHERE guild_id = $1 AND id = $2 AND state = 'pending' RETURNING state`,
};

const NOT_MADE: Statement = {
  name: 'evidence_not_made',
  text: `
    UPDATE evidence SET attempts = attempts + 1, error = $4,
      state = CASE WHEN $3::text = 'pending' AND attempts + 1 >= $5::int THEN 'failed' ELSE $3::text END
    WHERE guild_id = $1 AND id = $2 AND state = 'pending' RETURNING state`,
};

const LONGEST_ERROR = 500;

interface Settled {
  readonly state: EvidenceState;
}

@Injectable()
export class EvidenceRows {
  constructor(private readonly database: Database) {}

  /** In the transaction of their signals: sent at once, before the last statement of it. */
  async insert(tx: Tx, records: readonly EvidenceRecord[]): Promise<void> {
    await insert(tx, records);
  }

  /** Null when there is nothing left to do. */
  async owed(guildId: string, id: string): Promise<OwedCopy | null> {
    const [row] = await this.database.query<OwedCopy>(OWED, [guildId, id]);
    return row ?? null;
  }

  /** The state it has now; null when it was settled meanwhile. */
  async made(
    guildId: string,
    id: string,
    { sha256, size, contentType }: CopyMade,
  ): Promise<EvidenceState | null> {
    return this.settle(MADE, [guildId, id, sha256, size, contentType]);
  }

  /** `pending`: it is tried again, until there were so many attempts. */
  async notMade(
    guildId: string,
    id: string,
    state: EvidenceState,
    error: string,
    mostAttempts: number,
  ): Promise<EvidenceState | null> {
    return this.settle(NOT_MADE, [guildId, id, state, error.slice(0, LONGEST_ERROR), mostAttempts]);
  }

  private async settle(statement: Statement, params: readonly unknown[]): Promise<EvidenceState | null> {
    const [row] = await this.database.query<Settled>(statement, params);
    return row?.state ?? null;
  }
}
