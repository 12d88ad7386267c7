import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireEmpty } from './backup.js';
import { copyFiles } from './copy-files.js';
import { openDataFolder } from './data-folder.js';
import { EmbeddedRefused } from './embedded-refused.js';
import { postgresUser } from './postgres-user.js';

/** Makes a data folder from a backup; the next start on it brings the database to where it was. */
export async function restore(backup: string, dataDir: string): Promise<void> {
  const data = join('postgres', 'data');
  if (!existsSync(join(backup, data, 'PG_VERSION'))) {
    throw new EmbeddedRefused(`${backup} is not a backup: there is no ${join(data, 'PG_VERSION')} in it.`);
  }
  requireEmpty(dataDir);
  openDataFolder(dataDir);
  await copyFiles(backup, dataDir, () => false);
  const user = postgresUser();
  if (user === null) return;
  const folder = join(dataDir, data);
  for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, path), user.uid, user.gid);
  }
}
