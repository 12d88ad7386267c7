import type { Readable } from 'node:stream';
import { Digest, type Measure } from './digest.js';
import type { Draft, StagedFile, Staging } from './staging.js';

/**
 * One file on its way in. It is read to its end in any case, for behind it comes the rest of its request; past
 * the limit, or when it can't be written, it is counted and hashed all the same.
 */
export class Upload {
  staged: StagedFile | null = null;
  measure: Measure = { size: 0, sha256: '' };
  /** Why it is not staged, when it is not too large. */
  failure: unknown = null;

  constructor(
    private readonly staging: Staging,
    private readonly maxBytes: number,
  ) {}

  async write(bytes: Readable): Promise<void> {
    const digest = new Digest();
    let draft = await this.attempt(() => this.staging.begin());
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        digest.update(chunk);
        draft = draft && (await this.append(draft, chunk, digest.size));
      }
    } catch (error) {
      await draft?.discard();
      throw error;
    }
    this.measure = digest.measure();
    this.staged = draft && (await this.attempt(() => draft.finish(this.measure)));
  }

  async discard(): Promise<void> {
    const { staged } = this;
    if (staged !== null) await this.staging.discard(staged);
  }

  /** Null when no more of it is written. */
  private async append(draft: Draft, chunk: Buffer, size: number): Promise<Draft | null> {
    const written = size <= this.maxBytes && (await this.attempt(() => draft.append(chunk).then(() => true)));
    if (written === true) return draft;
    await draft.discard();
    return null;
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.failure = error;
      return null;
    }
  }
}
