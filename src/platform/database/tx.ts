/** Something that runs SQL and answers rows; what needs a transaction takes one as its first argument. */
export interface Tx {
  query<Row>(sql: string | Statement, params?: readonly unknown[]): Promise<Row[]>;
}

/**
 * A statement that each connection parses and plans once, for the few that run thousands of times a
 * second. The name is unique in the program; the text never varies.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}
