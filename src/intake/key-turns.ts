/** One group's place among those at work. */
export interface Turn {
  /** Resolves when nobody who joined earlier holds any of the keys; from then on this one does. */
  take(keys: readonly string[]): Promise<void>;
  /** Lets go of all it holds. */
  end(): void;
}

/**
 * Who works on what: groups that touch nothing in common go on side by side, others one after the other. A group
 * waits only for groups that joined before it, so that no two wait for each other.
 */
export class KeyTurns {
  private readonly atWork = new Set<Held>();

  join(): Turn {
    const earlier = [...this.atWork];
    const own = new Held();
    this.atWork.add(own);
    return {
      take: async (keys) => {
        for (const key of keys) own.keys.add(key);
        for (const other of earlier) if (keys.some((key) => other.keys.has(key))) await other.ended;
      },
      end: () => {
        this.atWork.delete(own);
        own.end();
      },
    };
  }
}

class Held {
  readonly keys = new Set<string>();
  readonly ended: Promise<void>;
  end: () => void = () => {};

  constructor() {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }
}
