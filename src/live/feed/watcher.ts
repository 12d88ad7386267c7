import type { QueueDepth } from '#tickets';
import type { StreamMask } from '../domain/stream-mask.js';
import type { Block } from '../wire/block.js';

/** Where a watcher's messages go: a socket, mostly. */
export interface Drain {
  readonly ready: boolean;
  send(block: Block): void;
}

/** One socket's look at one guild. */
export class Watcher {
  /** What was last said about the depth of the queue, as JSON. */
  toldDepth: string;
  private ended = false;

  constructor(
    /** Everything up to here was handed to the socket. */
    public cursor: bigint,
    readonly mask: StreamMask,
    /** Null: a service, party to nothing. */
    readonly personId: string | null,
    readonly drain: Drain,
    depth: QueueDepth,
  ) {
    this.toldDepth = JSON.stringify(depth);
  }

  get open(): boolean {
    return !this.ended;
  }

  get ready(): boolean {
    return !this.ended && this.drain.ready;
  }

  end(): void {
    this.ended = true;
  }
}

export function peopleOf(watchers: Iterable<Watcher>): Set<string> {
  const people = new Set<string>();
  for (const { personId } of watchers) if (personId !== null) people.add(personId);
  return people;
}
