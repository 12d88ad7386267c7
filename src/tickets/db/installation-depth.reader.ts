import type { Status, Stream } from '#kernel';
import type { Tx } from '#platform';

export interface InstallationDepth {
  readonly stream: Stream;
  readonly status: Exclude<Status, 'resolved'>;
  readonly count: number;
  /** How long ago the oldest was opened. */
  readonly oldestSeconds: number;
}

// Of all guilds at once, and of none by name: the one question that belongs to whoever runs the installation.
// One index-only scan of idx_tickets_unresolved.
const SQL = `SELECT t.stream, t.status, count(*)::int AS count,
    extract(epoch FROM now() - min(t.opened_at))::float8 AS "oldestSeconds"
  FROM tickets t WHERE t.status <> 'resolved' GROUP BY t.stream, t.status`;

export function readInstallationDepth(tx: Tx): Promise<InstallationDepth[]> {
  return tx.query<InstallationDepth>(SQL);
}
