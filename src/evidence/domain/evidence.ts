/**
 * What has become of the copy of an attachment. `refused`: its address is none that is fetched; `failed`: it
 * could not be had, and no further attempt is made.
 */
export const EVIDENCE_STATES = ['pending', 'stored', 'failed', 'refused', 'too_large'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** A file that came with a signal, and whether its bytes are kept. */
export interface KeptFile {
  readonly state: Extract<EvidenceState, 'stored' | 'failed' | 'too_large'>;
  readonly size: number;
  readonly sha256: string;
  readonly error: string | null;
}

/** An attachment of a signal and its copy, as they are when the signal is accepted. */
export interface EvidenceRecord {
  readonly guildId: string;
  readonly id: string;
  readonly signalId: string;
  /** Of the signal: with it the signal is found in one partition. */
  readonly receivedAt: Date;
  /** Its place among the attachments of the signal, from 0. */
  readonly position: number;
  readonly state: EvidenceState;
  readonly url: string | null;
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly error: string | null;
  readonly storedAt: Date | null;
}
