import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that have come in, counted and hashed, in a file of their own: not yet kept. */
export interface StagedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Where bytes wait until they are complete. What a process that died leaves here is swept up. */
export class Staging {
  constructor(readonly folder: string) {}

  /** Leaves nothing behind when the bytes end in an error. */
  async write(bytes: AsyncIterable<Buffer>): Promise<StagedFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, randomUUID());
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const chunk of bytes) {
        hash.update(chunk);
        size += chunk.length;
        await file.writeFile(chunk);
      }
      // A row will say that it is there, and it has to be after a power cut too.
      await file.sync();
      return { path, size, sha256: hash.digest('hex') };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  async discard({ path }: StagedFile): Promise<void> {
    await rm(path, { force: true });
  }
}
