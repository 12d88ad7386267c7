import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import type { KeptFile } from './domain/evidence.js';
import { EvidenceMetrics } from './evidence-metrics.js';
import { EVIDENCE_STORE, type EvidenceStore } from './files/evidence-store.js';
import { Staging } from './files/staging.js';
import { Upload } from './files/upload.js';

/** A sender waits, and has waited for its bytes to come in. */
const KEEP_WITHIN_MS = 10_000;

/** The files that come with one request. However that ends, `end` is called, and none is left behind. */
export class UploadSession {
  private readonly uploads: Upload[] = [];

  constructor(
    private readonly open: () => Upload,
    private readonly keepOne: (guildId: string, upload: Upload) => Promise<KeptFile>,
  ) {}

  /** Resolves when all bytes have passed; rejects only when they end in an error. */
  async stage(bytes: Readable): Promise<Upload> {
    const upload = this.open();
    this.uploads.push(upload);
    await upload.write(bytes);
    return upload;
  }

  /** What has become of them, in their order. Never rejects: what they came with matters more. */
  keep(guildId: string): Promise<KeptFile[]> {
    return Promise.all(this.uploads.map((upload) => this.keepOne(guildId, upload)));
  }

  async end(): Promise<void> {
    await Promise.all(this.uploads.map((upload) => upload.discard()));
  }
}

/** Keeps the bytes of files that came with a signal itself: they are nowhere else, so they are kept before it is. */
@Injectable()
export class Uploads {
  private readonly logger = new Logger('Evidence');

  constructor(
    private readonly staging: Staging,
    private readonly metrics: EvidenceMetrics,
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  begin(): UploadSession {
    const { maxBytes } = this.config.evidence;
    return new UploadSession(
      () => new Upload(this.staging, maxBytes),
      (guildId, upload) => this.keep(guildId, upload),
    );
  }

  private async keep(guildId: string, { staged, measure, failure }: Upload): Promise<KeptFile> {
    const { size } = measure;
    if (size > this.config.evidence.maxBytes) {
      return {
        ...measure,
        state: 'too_large',
        error: `It is larger than ${this.config.evidence.maxBytes} bytes.`,
      };
    }
    try {
      if (staged === null) throw failure;
      await this.store.put(guildId, staged, AbortSignal.timeout(KEEP_WITHIN_MS));
      this.metrics.copied(size);
      return { ...measure, state: 'stored', error: null };
    } catch (error) {
      this.logger.error({ error }, 'A file that came with a signal could not be kept and is lost');
      return { ...measure, state: 'failed', error: 'It could not be kept when it came in.' };
    }
  }
}
