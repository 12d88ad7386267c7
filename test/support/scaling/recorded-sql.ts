import pg from 'pg';

/** The texts of all statements that this process sends from now on, each once. */
export class RecordedSql {
  readonly texts = new Set<string>();
  private readonly original: unknown = Reflect.get(pg.Client.prototype, 'query');

  constructor() {
    const { texts, original } = this;
    if (typeof original !== 'function') throw new TypeError('The driver has no such method');
    const recording = function (this: pg.Client, ...args: unknown[]): unknown {
      const [sql] = args;
      if (typeof sql === 'string') texts.add(sql);
      else if (typeof sql === 'object' && sql !== null && 'text' in sql) texts.add(String(sql.text));
      return Reflect.apply(original, this, args);
    };
    Reflect.set(pg.Client.prototype, 'query', recording);
  }

  stop(): void {
    Reflect.set(pg.Client.prototype, 'query', this.original);
  }
}
