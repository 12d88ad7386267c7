import type { Statement } from './tx.js';

/** One column of records of type R: its name in the table, its SQL type, and where a record holds it. */
export interface Column<R> {
  readonly name: string;
  readonly type: string;
  readonly key: keyof R & string;
}

/** Properties of R with the SQL types of their columns, whose names are the properties' in snake case. */
export function columnsOf<R>(types: Readonly<Partial<Record<keyof R & string, string>>>): Column<R>[] {
  return Object.entries<string | undefined>(types).map(([key, type]) => ({
    key: key as keyof R & string,
    name: snakeCase(key),
    type: type ?? 'text',
  }));
}

/** `a.guild_id AS "guildId", …`: rows come back as records. */
export function selectList<R>(columns: readonly Column<R>[], alias: string): string {
  return columns.map(({ name, key }) => `${alias}.${name} AS "${key}"`).join(', ');
}

/**
 * A bound JSON array of records as a table. One parameter however many records there are, so a statement
 * of any size is one text, parsed once by each connection.
 */
export function recordset<R>(parameter: string, columns: readonly Column<R>[], alias: string): string {
  const fields = columns.map(({ key, type }) => `"${key}" ${type}`).join(', ');
  return `json_to_recordset(${parameter}::json) AS ${alias}(${fields})`;
}

export function insertList<R>(columns: readonly Column<R>[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** The fields of a recordset in the order of `insertList`. */
export function fieldList<R>(columns: readonly Column<R>[], alias: string): string {
  return columns.map(({ key }) => `${alias}."${key}"`).join(', ');
}

/** `INSERT` of all records of parameter $1. */
export function insertStatement<R>(
  name: string,
  table: string,
  columns: readonly Column<R>[],
  tail = '',
): Statement {
  const text = `INSERT INTO ${table} (${insertList(columns)})
    SELECT ${fieldList(columns, 'r')} FROM ${recordset('$1', columns, 'r')} ${tail}`;
  return { name, text };
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
