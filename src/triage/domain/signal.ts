import type { JsonObject, Severity, SignalKind, SubjectType } from '#kernel';

export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly name: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string | null;
}

export interface Attachment {
  /** Null when the bytes came with the request itself. */
  readonly url: string | null;
  readonly filename: string | null;
  readonly contentType: string | null;
  /** Bytes: as the sender says, or counted when they passed through Docket. */
  readonly size: number | null;
  /** In hex, of bytes that passed through Docket. */
  readonly sha256?: string;
}

/**
 * One immutable thing that came in, already checked: well-formed text without NUL, bounded sizes
 * (`text` ≤ 4000 characters, `data` ≤ 16 KiB of JSON). Doors make these; triage and tickets read them.
 */
export interface Signal {
  readonly id: string;
  readonly guildId: string;
  readonly sourceId: string;
  readonly externalId: string | null;
  readonly kind: SignalKind;
  readonly category: string;
  readonly severity: Severity;
  /** 0 to 1: how sure the source is; 1 for what a person says. */
  readonly confidence: number;
  readonly subject: Subject;
  readonly reporter: Person | null;
  readonly text: string;
  readonly channelId: string | null;
  readonly messageId: string | null;
  readonly links: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** The source's own word for "the same thing"; wins over what Docket would derive. */
  readonly correlationKey: string | null;
  readonly data: JsonObject;
}
