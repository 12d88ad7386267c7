import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { Page } from '#platform';
import { TicketReader } from '#tickets';
import { EvidenceReader, type TicketEvidence } from './db/evidence.reader.js';
import { EVIDENCE_STORE, type EvidenceStore } from './files/evidence-store.js';

export interface EvidenceFile {
  readonly evidence: TicketEvidence;
  readonly bytes: Readable;
}

/** What staff get to see of evidence: with its ticket, or not at all (I8). */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly tickets: TicketReader,
    private readonly reader: EvidenceReader,
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
  ) {}

  /** Throws `unknown_ticket` and `bad_cursor`. */
  async page(
    guildId: string,
    viewerId: string | null,
    idOrNumber: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<TicketEvidence>> {
    const ticketId = await this.tickets.idOf(guildId, viewerId, idOrNumber);
    return this.reader.page(guildId, ticketId, limit, cursor);
  }

  /** Throws `unknown_ticket`, `unknown_evidence`, `evidence_not_kept` and `evidence_missing`. */
  async open(
    guildId: string,
    viewerId: string | null,
    idOrNumber: string,
    id: string,
  ): Promise<EvidenceFile> {
    const ticketId = await this.tickets.idOf(guildId, viewerId, idOrNumber);
    const evidence = await this.reader.one(guildId, ticketId, id);
    if (evidence === null) throw unknownEvidence();
    const { state, sha256 } = evidence;
    if (state !== 'stored' || sha256 === null) throw notKept(evidence);
    const bytes = await this.store.open({ guildId, sha256 });
    if (bytes === null) throw missing();
    return { evidence, bytes };
  }
}

function unknownEvidence(): DomainError {
  return new DomainError('not_found', 'unknown_evidence', 'There is no such evidence on this ticket.');
}

function notKept({ state, error }: TicketEvidence): DomainError {
  const sentence =
    state === 'pending'
      ? 'This attachment is not copied yet. Try again in a while.'
      : `This attachment could not be kept. ${error ?? ''}`.trim();
  return new DomainError('conflict', 'evidence_not_kept', sentence, { state });
}

function missing(): DomainError {
  return new DomainError(
    'unavailable',
    'evidence_missing',
    'The file is not where it is kept. Tell whoever runs Docket: its data folder or bucket is incomplete.',
  );
}
