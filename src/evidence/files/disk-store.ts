import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { errorCode } from '#kernel';
import { evidenceKey, type ContentId } from '../domain/evidence-key.js';
import type { EvidenceStore } from './evidence-store.js';
import type { StagedFile } from './staging.js';

/** A folder; the staged files lie on the same disk, so that each appears complete or not at all. */
export class DiskStore implements EvidenceStore {
  constructor(private readonly folder: string) {}

  async put(guildId: string, { path, sha256 }: StagedFile): Promise<void> {
    const to = this.pathOf({ guildId, sha256 });
    if (await touch(to)) return rm(path, { force: true });
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(path, to);
  }

  async open(content: ContentId): Promise<Readable | null> {
    try {
      const file = await open(this.pathOf(content), 'r');
      return file.createReadStream();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  private pathOf(content: ContentId): string {
    return join(this.folder, evidenceKey(content));
  }
}

/** False when it is not there. Its time says when it was last wanted. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  try {
    await utimes(path, now, now);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
