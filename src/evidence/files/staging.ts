import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#kernel';
import { Digest, type Measure } from './digest.js';

/** Bytes that have come in, in a file of their own: complete, and not yet kept. */
export interface StagedFile extends Measure {
  readonly path: string;
}

/** The disk mostly holds the database too, and that goes first. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;

/** Where bytes wait until they are complete. What a process that died leaves here is swept up. */
export class Staging {
  constructor(readonly folder: string) {}

  async begin(): Promise<Draft> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize < LEAST_FREE_BYTES)
      throw new Error('The disk that evidence is written to is nearly full.');
    const path = join(this.folder, randomUUID());
    return new Draft(path, await open(path, 'wx', 0o600));
  }

  /** Leaves nothing behind when the bytes end in an error. */
  async write(bytes: AsyncIterable<Buffer>): Promise<StagedFile> {
    const draft = await this.begin();
    const digest = new Digest();
    try {
      for await (const chunk of bytes) {
        digest.update(chunk);
        await draft.append(chunk);
      }
      return await draft.finish(digest.measure());
    } catch (error) {
      await draft.discard();
      throw error;
    }
  }

  async discard({ path }: StagedFile): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes what was begun before a time, and will not be finished any more. */
  async sweep(before: Date): Promise<void> {
    const names = await readdir(this.folder).catch(nothingThere);
    for (const name of names) {
      const path = join(this.folder, name);
      const { mtime } = await stat(path).catch(() => ({ mtime: before }));
      if (mtime < before) await rm(path, { force: true });
    }
  }
}

/** A file that is being written. */
export class Draft {
  constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  async append(chunk: Buffer): Promise<void> {
    await this.file.writeFile(chunk);
  }

  /** A row will say that it is there, and it has to be after a power cut too. */
  async finish(measure: Measure): Promise<StagedFile> {
    try {
      await this.file.sync();
    } finally {
      await this.file.close();
    }
    return { ...measure, path: this.path };
  }

  async discard(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }
}

function nothingThere(error: unknown): string[] {
  if (errorCode(error) === 'ENOENT') return [];
  throw error;
}
