/** Why the embedded Postgres or the data folder can't be used, in a sentence that says what to do. */
export class EmbeddedRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EmbeddedRefused';
  }
}
