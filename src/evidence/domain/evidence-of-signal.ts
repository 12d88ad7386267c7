import type { Signal } from '#triage';
import { admitAddress } from './admit-address.js';
import type { EvidenceRecord } from './evidence.js';

/** What is owed for a signal: a copy of each of its attachments, but for those whose address is never fetched. */
export function evidenceOfSignal(
  signal: Pick<Signal, 'id' | 'guildId' | 'receivedAt' | 'attachments'>,
  hosts: readonly string[],
  newId: () => string,
): EvidenceRecord[] {
  return signal.attachments.flatMap(({ url, filename, contentType, size }, position): EvidenceRecord[] => {
    if (url === null) return [];
    const admission = admitAddress(url, hosts);
    const refusal = 'refusal' in admission ? admission.refusal : null;
    return [
      {
        guildId: signal.guildId,
        id: newId(),
        signalId: signal.id,
        receivedAt: signal.receivedAt,
        position,
        state: refusal === null ? 'pending' : 'refused',
        url,
        filename,
        contentType,
        size,
        sha256: null,
        error: refusal,
        storedAt: null,
      },
    ];
  });
}
