import { DomainError, isSnowflake, isUuid, type JsonValue } from '#kernel';

/** What stands at a place of a key. A `time` is one that Docket made: whole milliseconds of our era. */
interface Values {
  text: string;
  number: number;
  integer: number;
  boolean: boolean;
  time: Date;
  uuid: string;
  snowflake: string;
}

export type KeyShape = Readonly<Record<string, keyof Values>>;
export type Key<S extends KeyShape> = { [Name in keyof S]: Values[S[Name]] };

/** A list as it goes over the wire. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

const LONGEST_TEXT = 200;
const OUR_ERA = /^\d{4}-/;
const CURSOR = /^[A-Za-z0-9_-]{1,1000}$/;

/**
 * The order of one kind of list, as the key that a page goes on after. Cursors are opaque to callers and
 * hold for their guild and their kind of list alone; what they say is checked like any other input.
 */
export class Keyset<S extends KeyShape> {
  private readonly names: (keyof S & string)[];

  /** `list` tells this kind of list, and its order when it has several, from every other: `tickets/age`. */
  constructor(
    private readonly list: string,
    private readonly shape: S,
  ) {
    this.names = Object.keys(shape);
  }

  /** The guild is null for lists that belong to none. */
  encode(guildId: string | null, key: Key<S>): string {
    const parts = [this.list, guildId, ...this.names.map((name) => toJson(key[name]))];
    return Buffer.from(JSON.stringify(parts)).toString('base64url');
  }

  /** The key to go on after; null at the start. Throws `bad_cursor`. */
  decode(guildId: string | null, cursor: string | null | undefined): Key<S> | null {
    if (cursor === null || cursor === undefined) return null;
    const parts = parse(cursor);
    if (parts.length !== this.names.length + 2 || parts[0] !== this.list || parts[1] !== guildId) {
      throw badCursor();
    }
    const key: Partial<Record<keyof S, unknown>> = {};
    for (const [at, name] of this.names.entries()) key[name] = fromJson(this.shape[name]!, parts[at + 2]);
    return key as Key<S>;
  }

  /** A page from rows read with a limit of one more than fits it: the one too many says that more follow. */
  page<Row, Item>(
    guildId: string | null,
    rows: readonly Row[],
    limit: number,
    keyOf: (row: Row) => Key<S>,
    present: (row: Row) => Item,
  ): Page<Item> {
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items: shown.map(present), nextCursor: more ? this.encode(guildId, keyOf(last)) : null };
  }
}

function toJson(value: Values[keyof Values]): JsonValue {
  return value instanceof Date ? value.toISOString() : value;
}

function parse(cursor: string): unknown[] {
  if (!CURSOR.test(cursor)) throw badCursor();
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts)) return parts;
  } catch {
    // Told below, as every other cursor that is not ours.
  }
  throw badCursor();
}

function fromJson(kind: keyof Values, value: unknown): Values[keyof Values] {
  switch (kind) {
    case 'number':
      if (typeof value === 'number') return value;
      break;
    case 'integer':
      if (Number.isSafeInteger(value)) return value as number;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'text':
      if (typeof value === 'string' && value.length <= LONGEST_TEXT && isSound(value)) return value;
      break;
    case 'uuid':
      if (typeof value === 'string' && isUuid(value)) return value;
      break;
    case 'snowflake':
      if (typeof value === 'string' && isSnowflake(value)) return value;
      break;
    case 'time': {
      const time = new Date(typeof value === 'string' && OUR_ERA.test(value) ? value : Number.NaN);
      if (!Number.isNaN(time.getTime()) && time.toISOString() === value) return time;
      break;
    }
    default:
      return kind satisfies never;
  }
  throw badCursor();
}

function isSound(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function badCursor(): DomainError {
  return new DomainError(
    'invalid',
    'bad_cursor',
    'This cursor does not belong to this list. Start again without one.',
  );
}
