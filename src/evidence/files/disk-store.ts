import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { errorCode } from '#kernel';
import { contentOfKey, evidenceKey, type ContentId } from '../domain/evidence-key.js';
import type { EvidenceStore, KeptContent } from './evidence-store.js';
import type { StagedFile } from './staging.js';

/** Of folders above the files: guild, and twice two digits. */
const LEVELS = 3;

/** A folder; what is staged lies on the same disk, so that each file appears complete or not at all. */
export class DiskStore implements EvidenceStore {
  constructor(
    private readonly folder: string,
    private readonly staging: { readonly folder: string },
  ) {}

  async put(guildId: string, { path, sha256 }: StagedFile): Promise<void> {
    const to = this.pathOf({ guildId, sha256 });
    const now = new Date();
    // Of a file that is there already, the time says that it is wanted.
    if ((await ifThere(utimes(to, now, now).then(() => true))) !== null) return;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(path, to);
  }

  async open(content: ContentId): Promise<Readable | null> {
    const file = await ifThere(open(this.pathOf(content), 'r'));
    return file?.createReadStream() ?? null;
  }

  async *list(signal: AbortSignal): AsyncGenerator<KeptContent> {
    for await (const key of keysIn(this.folder, '', LEVELS)) {
      signal.throwIfAborted();
      const content = contentOfKey(key);
      const file = content && (await ifThere(stat(join(this.folder, key))));
      if (content && file) yield { ...content, wantedAt: file.mtime };
    }
  }

  /**
   * The file is moved away before its time is looked at again: whoever wants it from then on does not find it and
   * brings it anew, so nothing is lost between the look and the removal.
   */
  async removeUnwanted(content: ContentId, since: Date): Promise<boolean> {
    const path = this.pathOf(content);
    const aside = join(this.staging.folder, randomUUID());
    await mkdir(this.staging.folder, { recursive: true, mode: 0o700 });
    if ((await ifThere(rename(path, aside).then(() => true))) === null) return false;
    if ((await stat(aside)).mtime >= since) {
      await rename(aside, path);
      return false;
    }
    await rm(aside);
    return true;
  }

  private pathOf(content: ContentId): string {
    return join(this.folder, evidenceKey(content));
  }
}

/** What lies so many folders deep, one folder of names at a time. */
async function* keysIn(folder: string, within: string, levels: number): AsyncGenerator<string> {
  const entries = await ifThere(readdir(join(folder, within), { withFileTypes: true }));
  for (const entry of entries ?? []) {
    const key = within === '' ? entry.name : `${within}/${entry.name}`;
    if (levels === 0) yield key;
    else if (entry.isDirectory()) yield* keysIn(folder, key, levels - 1);
  }
}

async function ifThere<T>(access: Promise<T>): Promise<T | null> {
  try {
    return await access;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
