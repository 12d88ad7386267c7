import { truncateText } from '#kernel';
import { plain } from '../../../text/quote.js';
import type { Enforcement } from './enforcement.js';

/** https://discord.com/developers/docs/resources/audit-log */
const LONGEST = 512;

/** By this the audit log shows whose decision it was, and Docket knows its own deeds when it hears of them. */
export function externalIdOf(actionId: string): string {
  return `docket:${actionId}`;
}

/** `Docket #1042 by 123: reason [docket:…] link`, the reason cut so that all of it fits. */
export function auditReason(
  {
    id,
    ticketNumber,
    requestedBy,
    reason,
  }: Pick<Enforcement, 'id' | 'ticketNumber' | 'requestedBy' | 'reason'>,
  link: string | null,
): string {
  const head = `Docket #${ticketNumber} by ${requestedBy}: `;
  const tail = ` [${externalIdOf(id)}]${link === null ? '' : ` ${link}`}`;
  return `${head}${truncateText(plain(reason), LONGEST - head.length - tail.length)}${tail}`;
}
