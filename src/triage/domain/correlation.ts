import type { Features } from './decision.js';
import { shortHash } from './hash.js';
import type { Signal } from './signal.js';

export const MAX_KEY = 200;

/** What of a text makes two signals the same thing. */
export interface Content {
  readonly normalised: string;
  readonly fingerprint: string | null;
}

/**
 * Signals of a guild with the same key are about the same thing. A function of the one signal alone,
 * so grouping never depends on the order or the time in which signals arrive. Appeals and requests
 * have keys of their own: they never join what was reported or flagged.
 */
export function correlationKey(
  signal: Signal,
  features: Features,
  category: string,
  content: Content,
): string {
  switch (signal.kind) {
    case 'appeal':
      return appealKey(signal, features);
    case 'request':
      return requestKey(signal, category, content);
    case 'report':
    case 'flag':
      return incidentKey(signal, category, content);
    default:
      return signal.kind satisfies never;
  }
}

/** What an appeal contests comes before the source's own key: one contested action, one appeal. */
function appealKey(signal: Signal, { contests }: Features): string {
  if (contests?.actionId) return join('appeal', 'action', contests.actionId);
  if (contests?.ticketId) return join('appeal', 'ticket', contests.ticketId);
  if (signal.correlationKey !== null) return join('appeal', 'key', signal.sourceId, signal.correlationKey);
  return join('appeal', 'subject', signal.subject.type, signal.subject.id);
}

function requestKey(signal: Signal, category: string, content: Content): string {
  if (signal.correlationKey !== null) return join('request', 'key', signal.sourceId, signal.correlationKey);
  const [type, id] =
    signal.reporter === null ? [signal.subject.type, signal.subject.id] : ['reporter', signal.reporter.id];
  return join('request', 'from', type, id, category, mark(content));
}

function incidentKey(signal: Signal, category: string, content: Content): string {
  if (signal.correlationKey !== null) return join('key', signal.sourceId, signal.correlationKey);
  const messageId = signal.messageId ?? (signal.subject.type === 'message' ? signal.subject.id : null);
  if (messageId !== null) return join('message', messageId);
  const { type, id } = signal.subject;
  const { ruleId } = signal.data;
  // AutoMod sends one event per action it takes on a message, and no message id when it blocked it.
  if (signal.kind === 'flag' && typeof ruleId === 'string' && ruleId !== '') {
    return join('automod', ruleId, type, id, signal.channelId ?? '', mark(content));
  }
  return join('subject', type, id, category, mark(content));
}

/** Too little text for a fingerprint still tells "hi" from "yo". */
function mark({ fingerprint, normalised }: Content): string {
  return fingerprint ?? (normalised === '' ? '-' : `'${normalised}`);
}

/** Escaped, so that two different lists of parts never make one key; hashed when too long. */
function join(...parts: readonly string[]): string {
  const key = parts.map(escape).join(':');
  return key.length <= MAX_KEY ? key : `${parts[0]}:#${shortHash(key)}`;
}

function escape(part: string): string {
  return part.replace(/[%:#]/g, (character) => encodeURIComponent(character));
}
