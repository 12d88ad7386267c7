import { Injectable } from '@nestjs/common';
import { Database, type Key, Keyset } from '#platform';
import type { CountedTicket, DigestBody } from '../domain/digest-body.js';

export const DIGESTS = new Keyset('digests', { end: 'time' });

export interface Digest {
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly createdAt: Date;
  readonly body: DigestBody;
  /** What the viewer must not see of it (I8). */
  readonly hidden: readonly CountedTicket[];
}

// Hidden are the tickets that the viewer is party to now, also when they became so after the digest was made. A
// digest of which nothing would be left is not there, so that a page holds what it should.
const PAGE = `
  WITH hidden AS MATERIALIZED (
    SELECT c.period_end, count(*) AS tickets, jsonb_agg(jsonb_build_object('id', c.ticket_id, 'rule', c.rule,
      'category', c.category, 'sourceId', c.source_id)) AS list
    FROM (SELECT DISTINCT p.ticket_id FROM ticket_parties p WHERE p.guild_id = $1 AND p.user_id = $2) mine
    JOIN digest_tickets c ON c.guild_id = $1 AND c.ticket_id = mine.ticket_id
    GROUP BY c.period_end
  )
  SELECT d.period_start AS "periodStart", d.period_end AS "periodEnd", d.created_at AS "createdAt", d.body,
    coalesce(h.list, '[]') AS hidden
  FROM digests d LEFT JOIN hidden h ON h.period_end = d.period_end
  WHERE d.guild_id = $1 AND ($3::timestamptz IS NULL OR d.period_end < $3)
    AND (d.body->>'tickets')::int > coalesce(h.tickets, 0)
  ORDER BY d.period_end DESC LIMIT $4`;

@Injectable()
export class DigestReader {
  constructor(private readonly database: Database) {}

  /** The newest first. Null is a viewer who is no person. */
  page(
    guildId: string,
    viewerId: string | null,
    limit: number,
    after: Key<{ end: 'time' }> | null,
  ): Promise<Digest[]> {
    return this.database.query<Digest>(PAGE, [guildId, viewerId, after?.end ?? null, limit]);
  }
}
