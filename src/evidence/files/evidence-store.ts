import type { Readable } from 'node:stream';
import type { ContentId } from '../domain/evidence-key.js';
import type { StagedFile } from './staging.js';

export const EVIDENCE_STORE = Symbol('EvidenceStore');

export interface KeptContent extends ContentId {
  /** When it was put there, or was last to be. */
  readonly wantedAt: Date;
}

/** Where copied bytes are kept, by what they are: the same content of a guild is there once. */
export interface EvidenceStore {
  /** Afterwards the content is there and complete; the staged file may be gone. */
  put(guildId: string, file: StagedFile, signal: AbortSignal): Promise<void>;
  /** Null when there is no such content. */
  open(content: ContentId): Promise<Readable | null>;
  /** Everything that is kept, in no order; what comes or goes meanwhile may be among it or not. */
  list(signal: AbortSignal): AsyncIterable<KeptContent>;
  /** False for what was wanted since, which stays. */
  removeUnwanted(content: ContentId, since: Date): Promise<boolean>;
}
