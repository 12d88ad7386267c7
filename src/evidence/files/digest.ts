import { createHash } from 'node:crypto';

export interface Measure {
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

/** Counts and hashes bytes as they pass. */
export class Digest {
  private readonly hash = createHash('sha256');
  size = 0;

  update(chunk: Buffer): void {
    this.hash.update(chunk);
    this.size += chunk.length;
  }

  /** At the end, once. */
  measure(): Measure {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}
