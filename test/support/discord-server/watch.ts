/** Wakes whoever waits for the server to reach a state; nobody polls. */
export class Watch {
  readonly #waiting = new Set<() => void>();

  changed(): void {
    for (const look of this.#waiting) look();
  }

  /** Resolves with the first truthy result of `predicate`, looked at now and after every change. */
  async until<T>(
    predicate: () => T | null | undefined | false,
    { timeout = 10_000, what = 'the awaited state' }: WaitOptions = {},
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const finish = (act: () => void): void => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        act();
      };
      const look = (): void => {
        try {
          const found = predicate();
          if (found) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`The Discord server waited ${timeout} ms for ${what} in vain.`))),
        timeout,
      );
      this.#waiting.add(look);
      look();
    });
  }
}

export interface WaitOptions {
  timeout?: number;
  /** Names what is waited for in the error. */
  what?: string;
}
