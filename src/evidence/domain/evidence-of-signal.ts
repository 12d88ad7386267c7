import type { Attachment, Signal } from '#triage';
import { admitAddress } from './admit-address.js';
import type { EvidenceRecord, KeptFile } from './evidence.js';

type Copy = Pick<EvidenceRecord, 'state' | 'size' | 'sha256' | 'error' | 'storedAt'>;

/**
 * What there is of a signal's attachments: those with an address are owed a copy, but for those that are never
 * fetched; those without one came along, and are kept or are not. `files` are the latter, in their order.
 */
export function evidenceOfSignal(
  signal: Pick<Signal, 'id' | 'guildId' | 'receivedAt' | 'attachments'>,
  files: readonly KeptFile[],
  hosts: readonly string[],
  newId: () => string,
): EvidenceRecord[] {
  const { guildId, id: signalId, receivedAt } = signal;
  const coming = files.values();
  return signal.attachments.map((attachment, position) => {
    const { url, filename, contentType } = attachment;
    const copy =
      url === null ? copyOfFile(coming.next().value, receivedAt) : copyOwed(url, attachment, hosts);
    return { guildId, id: newId(), signalId, receivedAt, position, url, filename, contentType, ...copy };
  });
}

function copyOwed(url: string, { size }: Attachment, hosts: readonly string[]): Copy {
  const admission = admitAddress(url, hosts);
  const nothing = { size, sha256: null, storedAt: null };
  return 'refusal' in admission
    ? { ...nothing, state: 'refused', error: admission.refusal }
    : { ...nothing, state: 'pending', error: null };
}

function copyOfFile(file: KeptFile | undefined, now: Date): Copy {
  if (file === undefined) {
    return {
      state: 'failed',
      size: null,
      sha256: null,
      error: 'Its bytes did not come along.',
      storedAt: null,
    };
  }
  return { ...file, storedAt: file.state === 'stored' ? now : null };
}
