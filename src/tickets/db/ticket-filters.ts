import { digestText, type SignalKind, type Status, STATUSES, type Stream } from '#kernel';

/** What a list of tickets is narrowed to. Several values of one filter: any of them. Left out: all. */
export interface TicketFilters {
  readonly streams?: readonly Stream[];
  /** Left out: the unresolved ones. */
  readonly statuses?: readonly Status[];
  readonly owners?: OwnerFilter;
  readonly kinds?: readonly SignalKind[];
  readonly categories?: readonly string[];
  readonly subjectId?: string;
  readonly reporterId?: string;
  readonly sourceIds?: readonly string[];
  readonly tags?: readonly string[];
  /** Searched for in texts, people and tags. */
  readonly q?: string;
  /** Opened at or after. */
  readonly since?: Date;
  /** Opened before. */
  readonly until?: Date;
}

/** Whose claim is live, and tickets that nobody holds. */
export interface OwnerFilter {
  readonly ids: readonly string[];
  readonly none: boolean;
}

export type Unresolved = Exclude<Status, 'resolved'>;
export const UNRESOLVED = STATUSES.filter((status): status is Unresolved => status !== 'resolved');

/** The same filters make the same digest, in whatever order they and their values came. */
export function digestOf(filters: TicketFilters): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestText(
    JSON.stringify(Object.fromEntries(sorted), (_key, value: unknown) =>
      isTexts(value) ? value.toSorted() : value,
    ),
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

export function statusesOf({ statuses }: TicketFilters): readonly Status[] {
  return statuses ?? UNRESOLVED;
}
