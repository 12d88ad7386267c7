import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '#platform';
import type { TestApp } from '../app.js';

export interface StoredRow {
  readonly id: string;
  readonly state: string;
  readonly url: string | null;
  readonly contentType: string | null;
  readonly size: string | null;
  readonly sha256: string | null;
  readonly attempts: number;
  readonly error: string | null;
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Evidence of a guild, in the order in which it came. */
export function evidenceRows({ app }: TestApp, guildId: string): Promise<StoredRow[]> {
  return app.get(Database).query<StoredRow>(
    `SELECT id, state, url, content_type AS "contentType", size, sha256, attempts, error FROM evidence
     WHERE guild_id = $1 ORDER BY received_at, signal_id, position`,
    [guildId],
  );
}

/** The files that are kept, or on their way into the store, relative to its folder. */
export function evidenceFiles({ config }: TestApp): string[] {
  const folder = join(config.dataDir, 'evidence');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

export function fileOf(guildId: string, bytes: Buffer | string): string {
  const sha256 = sha256Of(bytes);
  return `${guildId}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
