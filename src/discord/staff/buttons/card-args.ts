import { DomainError, isUuid, SIGNAL_KINDS, type SignalKind } from '#kernel';
import { commonTexts } from '../../text/common.texts.js';
import type { Language } from '../../text/texts.js';

/** What a button of a card says of its ticket, as the card shows it. */
export interface CardArgs {
  readonly ticketId: string;
  /** The version that the card shows, on which whoever presses decides (I6). */
  readonly version: number;
  readonly kind: SignalKind;
}

const VERSION = /^[1-9]\d{0,8}$/;

/** Throws `out_of_date` for an id that no card of this version of Docket has. */
export function cardArgs(
  [ticketId = '', version = '', kind = '']: readonly string[],
  language: Language,
): CardArgs {
  const known = SIGNAL_KINDS.find((one) => one === kind);
  if (!isUuid(ticketId) || !VERSION.test(version) || known === undefined) {
    throw new DomainError('invalid', 'out_of_date', commonTexts[language].outOfDate);
  }
  return { ticketId, version: Number(version), kind: known };
}
