import type { JsonObject, Severity } from '#kernel';
import type { Attachment, Subject } from '#triage';

export interface AlertField {
  readonly name: string;
  readonly value: string;
}

/** What another tool's webhook says, whatever its format: the common ground a signal is read from. */
export interface Alert {
  readonly format: 'discord' | 'slack' | 'github';
  /** The name it posts under. */
  readonly sender: string | null;
  readonly title: string | null;
  /** Everything readable, in reading order, except fields and footers. */
  readonly text: string;
  readonly fields: readonly AlertField[];
  readonly footers: readonly string[];
  /** 0xRRGGBB; black means none was chosen. */
  readonly colour: number | null;
  readonly links: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly at: Date | null;
  readonly data: JsonObject;
  /** What a format says outright, so that nothing has to be guessed from its text. */
  readonly known: {
    readonly externalId?: string;
    readonly subject?: Subject;
    readonly category?: string;
    readonly severity?: Severity;
  };
}

/** Text is cut here before it is searched; the signal keeps 4000 characters of it. */
export const MAX_ALERT_TEXT = 16_000;

export const NO_ALERT = {
  sender: null,
  title: null,
  text: '',
  fields: [],
  footers: [],
  colour: null,
  links: [],
  attachments: [],
  at: null,
  data: {},
  known: {},
} as const;
