/** What the library asks Postgres for one job with. */
export interface Search {
  readonly name?: string;
  readonly values?: readonly unknown[];
}

interface Answer {
  readonly rows: readonly unknown[];
}

interface Waiting<T extends Answer> {
  readonly query: Search;
  /** In what the question is the same as another one's. */
  readonly same: string;
  readonly askedAt: number;
  resolve(answer: T): void;
  reject(error: unknown): void;
}

/** One without an answer for this long, as on a connection that is dead and does not know, no longer holds others up. */
const STUCK_MS = 5_000;

/**
 * Each of a runner's slots looks for a job by itself, all at once when it starts or is told of many. One that finds
 * nothing answers for all that asked the same before it began; one that finds something lets twice as many look.
 * So a queue that is idle keeps one connection, and a full one as many as it has slots.
 */
export class Searches<T extends Answer> {
  private readonly waiting: Waiting<T>[] = [];
  private running = 0;
  private allowed = 1;
  private clock = 0;

  constructor(
    private readonly ask: (query: Search) => Promise<T>,
    private readonly most: number,
    private readonly stuckMs = STUCK_MS,
  ) {}

  search(query: Search): Promise<T> {
    return new Promise((resolve, reject) => {
      const same = JSON.stringify([query.name, query.values]);
      this.waiting.push({ query, same, askedAt: this.tick(), resolve, reject });
      this.next();
    });
  }

  private next(): void {
    while (this.running < this.allowed) {
      const asked = this.waiting.shift();
      if (!asked) return;
      void this.run(asked);
    }
  }

  private async run(asked: Waiting<T>): Promise<void> {
    this.running += 1;
    let counts = true;
    const leave = (): void => {
      if (counts) this.running -= 1;
      counts = false;
      this.next();
    };
    const stuck = setTimeout(leave, this.stuckMs).unref();
    const begunAt = this.tick();
    try {
      const answer = await this.ask(asked.query);
      const isEmpty = answer.rows.length === 0;
      this.allowed = isEmpty ? 1 : Math.min(this.allowed * 2, this.most);
      asked.resolve(answer);
      if (isEmpty) this.answerAll(answer, asked.same, begunAt);
    } catch (error) {
      this.allowed = 1;
      asked.reject(error);
    } finally {
      clearTimeout(stuck);
      leave();
    }
  }

  private answerAll(answer: T, same: string, before: number): void {
    const left = this.waiting.filter((each) => each.same !== same || each.askedAt > before);
    const told = this.waiting.filter((each) => !left.includes(each));
    this.waiting.splice(0, this.waiting.length, ...left);
    for (const each of told) each.resolve(answer);
  }

  private tick(): number {
    this.clock += 1;
    return this.clock;
  }
}
