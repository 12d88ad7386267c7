import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#kernel';

/** Says whether a file, or all of a folder, is left out; the path is relative to the folder that is copied. */
export type Leaves = (path: string, isFolder: boolean) => boolean;

/**
 * Copies a folder whose files come and go meanwhile: one that has gone is passed over. Modes stay, owners do not.
 * Links and sockets are none of ours and are left out.
 */
export async function copyFiles(from: string, to: string, leaves: Leaves, within = ''): Promise<void> {
  const { mode } = await stat(join(from, within));
  await mkdir(join(to, within), { recursive: true, mode: mode & 0o777 });
  for (const entry of await readdir(join(from, within), { withFileTypes: true })) {
    const path = join(within, entry.name);
    if (leaves(path, entry.isDirectory())) continue;
    try {
      if (entry.isDirectory()) await copyFiles(from, to, leaves, path);
      else if (entry.isFile()) await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
}
