import { DomainError } from '#kernel';

export interface GroupCommitOptions<Item, Result> {
  /**
   * Commits all items in one transaction; results in their order. Rejecting means that none was. Once it has sent
   * all it has to say to the database it may call `sent`: then the next commit begins beside what is left of this.
   */
  readonly commit: (items: readonly Item[], sent: () => void) => Promise<readonly Result[]>;
  /** Items with the same key are in two commits at once only where the older one has `sent` all. */
  readonly keyOf: (item: Item) => string;
  readonly lanes: number;
  readonly maxGroup: number;
  /** Past so many waiting, a caller is told to come back later. */
  readonly maxWaiting: number;
  readonly onCommit?: (size: number, seconds: number) => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane<Item, Result> {
  waiting: Waiting<Item, Result>[];
  /** Oldest first. */
  readonly running: Set<Running>;
  isDue: boolean;
}

interface Running {
  isSent: boolean;
  done: Promise<void>;
}

/**
 * Whoever comes while a commit runs waits for the next one, which carries them all: the busier it is,
 * the larger the groups, and nobody waits when it is quiet. Each caller is answered after the commit.
 */
export class GroupCommit<Item, Result> {
  private readonly lanes: Lane<Item, Result>[];

  constructor(private readonly options: GroupCommitOptions<Item, Result>) {
    this.lanes = Array.from({ length: options.lanes }, () => ({
      waiting: [],
      running: new Set<Running>(),
      isDue: false,
    }));
  }

  submit(item: Item): Promise<Result> {
    const lane = this.laneOf(this.options.keyOf(item));
    if (lane.waiting.length >= this.options.maxWaiting) return Promise.reject(overloaded());
    return new Promise<Result>((resolve, reject) => {
      lane.waiting.push({ item, resolve, reject });
      this.runSoon(lane);
    });
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    for (const lane of this.lanes) {
      while (lane.waiting.length > 0 || lane.running.size > 0) {
        await (lane.running.size > 0 ? Promise.all([...lane.running].map(({ done }) => done)) : turn());
      }
    }
  }

  /** After a turn of the event loop: requests that were read together are committed together. */
  private runSoon(lane: Lane<Item, Result>): void {
    if (lane.isDue || !mayBegin(lane)) return;
    lane.isDue = true;
    setImmediate(() => {
      lane.isDue = false;
      this.run(lane);
    });
  }

  private run(lane: Lane<Item, Result>): void {
    if (!mayBegin(lane)) return;
    const { maxGroup } = this.options;
    const group = lane.waiting.length <= maxGroup ? lane.waiting : lane.waiting.slice(0, maxGroup);
    lane.waiting = lane.waiting.length <= maxGroup ? [] : lane.waiting.slice(maxGroup);
    const running: Running = { isSent: false, done: Promise.resolve() };
    lane.running.add(running);
    const sent = (): void => {
      if (running.isSent) return;
      running.isSent = true;
      this.runSoon(lane);
    };
    running.done = this.commit(group, sent).finally(() => {
      lane.running.delete(running);
      this.run(lane);
    });
  }

  /** A group that fails is split until the poisoned item stands alone; the others are committed. */
  private async commit(group: readonly Waiting<Item, Result>[], sent: () => void): Promise<void> {
    const started = performance.now();
    let results: readonly Result[];
    try {
      results = await this.options.commit(
        group.map(({ item }) => item),
        sent,
      );
    } catch (error) {
      if (group.length === 1 || isUnavailable(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.commit(group.slice(0, half), sent);
      await this.commit(group.slice(half), sent);
      return;
    }
    this.options.onCommit?.(group.length, (performance.now() - started) / 1000);
    group.forEach(({ resolve }, i) => resolve(results[i]!));
  }

  private laneOf(key: string): Lane<Item, Result> {
    let hash = 0;
    for (let i = 0; i < key.length; i += 1) hash = (hash * 31 + key.charCodeAt(i)) | 0;
    return this.lanes[(hash >>> 0) % this.lanes.length]!;
  }
}

function mayBegin<Item, Result>({ waiting, running }: Lane<Item, Result>): boolean {
  return waiting.length > 0 && running.size < 2 && [...running].every(({ isSent }) => isSent);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** No fault of any one item: smaller groups would fail the same way. */
function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'unavailable';
}

function overloaded(): DomainError {
  return new DomainError(
    'unavailable',
    'overloaded',
    'More is coming in than can be written. Try again in a moment.',
    { retryAfterSeconds: 1 },
  );
}
