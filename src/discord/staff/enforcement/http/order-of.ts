import { DomainError } from '#kernel';
import type { EnforcementOrder } from '../orders.js';
import type { ActBody } from './act.dto.js';

/** Throws `invalid_enforcement` for what does not go with its type. */
export function orderOf(ticketId: string, body: ActBody): EnforcementOrder {
  const { id, version, type, reason, subjectId, durationSeconds, deleteMessageSeconds, outcome } = body;
  if ((type === 'timeout') !== (durationSeconds !== undefined)) {
    throw wrong('durationSeconds', 'belongs to a timeout, and a timeout needs it');
  }
  if (type !== 'ban' && deleteMessageSeconds !== undefined) {
    throw wrong('deleteMessageSeconds', 'belongs to a ban');
  }
  if (type === 'message_removal' && subjectId !== undefined) {
    throw wrong('subjectId', 'is whoever wrote the message, so leave it out');
  }
  return {
    id: id?.toLowerCase() ?? null,
    ticketId,
    version,
    reason,
    memberId: subjectId ?? null,
    outcome: outcome ?? null,
    deed: {
      type,
      durationSeconds: durationSeconds ?? null,
      deleteMessageSeconds: type === 'ban' ? (deleteMessageSeconds ?? 0) : null,
    },
  };
}

function wrong(path: string, message: string): DomainError {
  return new DomainError('invalid', 'invalid_enforcement', `${path} ${message}.`, {
    errors: [{ path, message }],
  });
}
