/** The values of a statement that is put together from fixed parts: texts name them by `$1`, `$2`, … only. */
export class BoundValues {
  readonly list: unknown[] = [];

  /** The name of the value in the text of the statement, with its SQL type. */
  bind(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }

  /**
   * The same, hidden from the planner, which then plans for the usual value instead of trusting its
   * statistics about this one: two words that are each frequent may never meet.
   */
  bindUnseen(value: unknown, type: string): string {
    return `(SELECT ${this.bind(value, type)})`;
  }
}
