import type { Statement, Tx } from './tx.js';

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
 * A bound JSON array of records as a table: `recordsJson` makes its text. One parameter however many records there
 * are, so a statement of any size is one text, parsed once by each connection.
 */
export function recordset<R>(parameter: string, columns: readonly Column<R>[], alias: string): string {
  const fields = columns.map(({ key, type }) => `"${key}" ${type}`).join(', ');
  return `json_to_recordset(${parameter}::json) AS ${alias}(${fields})`;
}

/** What `recordset` reads. Fields that are null are left out: Postgres makes them NULL without parsing their names. */
export function recordsJson<R>(columns: readonly Column<R>[], records: readonly R[]): string {
  const fields = columns.map(({ key }) => ({ key, label: `"${key}":` }));
  const objects = records.map((record) => {
    let object = '';
    for (const { key, label } of fields) {
      const value: unknown = record[key];
      if (value === null || value === undefined) continue;
      object += `${object === '' ? '' : ','}${label}${JSON.stringify(value)}`;
    }
    return `{${object}}`;
  });
  return `[${objects.join(',')}]`;
}

export function insertList<R>(columns: readonly Column<R>[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** The fields of a recordset in the order of `insertList`. */
export function fieldList<R>(columns: readonly Column<R>[], alias: string): string {
  return columns.map(({ key }) => `${alias}."${key}"`).join(', ');
}

/** Inserts records in one statement, in their order; none, and nothing is sent. */
export type RecordInsert<R> = (tx: Tx, records: readonly R[]) => Promise<void>;

export function recordInsert<R>(
  name: string,
  table: string,
  columns: readonly Column<R>[],
  tail = '',
): RecordInsert<R> {
  const text = `INSERT INTO ${table} (${insertList(columns)})
    SELECT ${fieldList(columns, 'r')} FROM ${recordset('$1', columns, 'r')} ${tail}`;
  const statement: Statement = { name, text };
  return async (tx, records) => {
    if (records.length > 0) await tx.query(statement, [recordsJson(columns, records)]);
  };
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
