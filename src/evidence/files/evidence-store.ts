import type { Readable } from 'node:stream';
import type { ContentId } from '../domain/evidence-key.js';
import type { StagedFile } from './staging.js';

export const EVIDENCE_STORE = Symbol('EvidenceStore');

/** Where copied bytes are kept, by what they are: the same content of a guild is there once. */
export interface EvidenceStore {
  /** Afterwards the content is there, and the staged file is not. */
  put(guildId: string, file: StagedFile, signal: AbortSignal): Promise<void>;
  /** Null when there is no such content. */
  open(content: ContentId): Promise<Readable | null>;
}
