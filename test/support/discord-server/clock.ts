/** The server's time: real by default, moved on by tests, or frozen so a slow machine never misses a deadline. */
export class Clock {
  #offset = 0;
  #frozenAt: number | null = null;
  readonly #listeners = new Set<(now: number) => void>();

  now(): number {
    return (this.#frozenAt ?? Date.now()) + this.#offset;
  }

  iso(at: number = this.now()): string {
    return new Date(at).toISOString().replace('Z', '000+00:00');
  }

  advance(ms: number): void {
    if (ms < 0) throw new RangeError('Time only moves forward: advance() takes a positive number of ms.');
    this.#offset += ms;
    for (const listener of this.#listeners) listener(this.now());
  }

  /** For a server that is yet to begin: all that happens before the next `advance` is long ago. */
  beginBehind(ms: number): void {
    this.#offset -= ms;
  }

  freeze(): void {
    this.#frozenAt ??= Date.now();
  }

  resume(): void {
    if (this.#frozenAt === null) return;
    this.#offset -= Date.now() - this.#frozenAt;
    this.#frozenAt = null;
  }

  onAdvance(listener: (now: number) => void): void {
    this.#listeners.add(listener);
  }
}
