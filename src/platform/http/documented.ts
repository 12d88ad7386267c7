import { SetMetadata } from '@nestjs/common';
import type { JsonValue } from '#kernel';

/** A JSON Schema; `nullable: true` adds null. One with a `title` becomes a component of the document by that name. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface AnswerNote {
  readonly description: string;
  /** Left out: the answer has no body. */
  readonly schema?: JsonSchema;
  /** `application/json` without it. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BodyNote {
  /** The call does its work without a body too. */
  readonly isOptional?: boolean;
  /** Where no DTO class checks the body. */
  readonly schema?: JsonSchema;
  /** Media types, `application/json` alone without it. */
  readonly types?: readonly string[];
  /** What a field is for, by its path (`settings.timeZone`), where its name does not say it. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Requests that really work, by what they show; a test sends each of them. */
  readonly examples: Readonly<Record<string, JsonValue>>;
}

export interface ParameterNote {
  readonly description: string;
  readonly schema?: JsonSchema;
  readonly example?: JsonValue;
}

/** What the code of a call can't say of itself. */
export interface OperationNote {
  readonly summary: string;
  readonly description?: string;
  readonly body?: BodyNote;
  readonly query?: Readonly<Record<string, ParameterNote>>;
  readonly headers?: Readonly<Record<string, ParameterNote>>;
  readonly answers: Readonly<Record<number, AnswerNote>>;
  /** Refusals beyond those that every call has, by status: the codes and when they come. */
  readonly problems?: Readonly<Record<number, string>>;
}

export interface ControllerNotes {
  readonly tag: string;
  /** Ways to log in, of the document's security schemes, where it isn't a token of the guild; null: without. */
  readonly security?: readonly (string | null)[];
  readonly path?: Readonly<Record<string, ParameterNote>>;
  /** By the name of the controller's method. */
  readonly operations: Readonly<Record<string, OperationNote>>;
  /** How a refusal looks when it isn't a problem document. */
  readonly refusal?: JsonSchema;
}

export const NOTES = 'docket:notes';

/** Every controller has its notes, in `x.docs.ts` beside it, from which the OpenAPI document is made. */
export const Documented = (notes: ControllerNotes): ClassDecorator => SetMetadata(NOTES, notes);
