import type { QueueDepth } from '#tickets';
import { Block } from '../wire/block.js';
import type { Packet } from '../wire/packet.js';
import type { Depths } from './depths.js';
import { Edition, Wording } from './edition.js';
import { type FeedReader, MOST_BEHIND, type Stretch, type TooFar } from './feed.reader.js';
import { depthPacket, resetPacket } from './messages.js';
import { Paced } from './paced.js';
import { peopleOf, type Watcher } from './watcher.js';

/** The first change of a burst waits for those that follow it closely, the others for the next round. */
const FRONT_PACE = { leadMs: 15, gapMs: 80 };
const BEHIND_PACE = { leadMs: 0, gapMs: 200 };
const DEPTH_PACE = { leadMs: 100, gapMs: 1_000 };
/** While more happens than can be told, everybody is told to refetch once in this time and nothing else. */
const OVERWHELMED_MS = 5_000;

/**
 * Reads one guild's log for all of this process who watch it. Watchers stand at cursors: most at the
 * front, where one round serves them all; newcomers and those who read slowly behind it, served by rounds
 * of their own until they have caught up. A round takes whoever it serves from their cursor to one end, so
 * nothing is left out and nothing said twice, whichever of the two it is.
 */
export class GuildFeed {
  private readonly watchers = new Set<Watcher>();
  /** Where the front stands. */
  private position = 0n;
  private newest = 0n;
  private lastResetAt = -Infinity;
  private readonly front = new Paced('front of a feed', FRONT_PACE, () => this.serveFront());
  private readonly behind = new Paced('rest of a feed', BEHIND_PACE, () => this.serveBehind());
  private readonly depth = new Paced('depth of a queue', DEPTH_PACE, () => this.tellDepth());

  constructor(
    readonly guildId: string,
    private readonly reader: FeedReader,
    private readonly depths: Depths,
    private readonly onLag: (change: number) => void,
  ) {}

  get idle(): boolean {
    return this.watchers.size === 0;
  }

  get audience(): Iterable<Watcher> {
    return this.watchers;
  }

  add(watcher: Watcher): void {
    if (this.idle && watcher.cursor > this.newest) this.newest = this.position = watcher.cursor;
    this.watchers.add(watcher);
    if (watcher.cursor < this.position) this.behind.wake();
    else this.front.wake();
  }

  remove(watcher: Watcher): void {
    watcher.end();
    this.watchers.delete(watcher);
  }

  /** The log reaches to `head` now, at least. */
  grown(head: bigint): void {
    if (head <= this.newest) return;
    this.noteLag(() => (this.newest = head));
    if (head > this.position) this.front.wake();
  }

  /** What the watcher has is no base to go on from: it must fetch anew, and goes on from the head. */
  private reset(watcher: Watcher, head: bigint): void {
    watcher.cursor = head;
    watcher.drain.send(new Block([resetPacket(this.guildId, head)]));
  }

  async close(): Promise<void> {
    this.noteLag(() => (this.newest = this.position));
    await Promise.all([this.front.close(), this.behind.close(), this.depth.close()]);
  }

  private async serveFront(): Promise<void> {
    const chosen = [...this.watchers].filter(({ ready, cursor }) => ready && cursor >= this.position);
    if (chosen.length > 0) {
      const { end, wasReset } = await this.serve(chosen);
      this.noteLag(() => {
        if (end > this.position) this.position = end;
        if (end > this.newest) this.newest = end;
      });
      if (wasReset) this.restIfOverwhelmed();
    }
    if (this.newest > this.position && !this.idle) this.front.wake();
    if (this.lagging().length > 0) this.behind.wake();
  }

  private async serveBehind(): Promise<void> {
    const chosen = this.lagging().filter(({ ready }) => ready);
    if (chosen.length > 0) await this.serve(chosen);
    if (this.lagging().length > 0) this.behind.wake();
  }

  private restIfOverwhelmed(): void {
    const now = performance.now();
    if (now - this.lastResetAt < 2 * OVERWHELMED_MS) this.front.rest(OVERWHELMED_MS);
    this.lastResetAt = now;
  }

  private lagging(): Watcher[] {
    return [...this.watchers].filter(({ cursor }) => cursor < this.position);
  }

  private async serve(chosen: readonly Watcher[]): Promise<{ end: bigint; wasReset: boolean }> {
    const from = chosen.reduce((low, { cursor }) => (cursor < low ? cursor : low), chosen[0]?.cursor ?? 0n);
    const read = await this.reader.read(this.guildId, from, peopleOf(chosen));
    if ('head' in read) return { end: this.startOver(chosen, read, from), wasReset: true };
    this.deliver(chosen, read);
    return { end: read.upTo, wasReset: false };
  }

  /** Those who are too far behind; the others are served by the next round. */
  private startOver(chosen: readonly Watcher[], { head }: TooFar, from: bigint): bigint {
    for (const watcher of chosen) {
      const tooFar = watcher.cursor === from || head - watcher.cursor > BigInt(MOST_BEHIND);
      if (tooFar && watcher.open) this.reset(watcher, head);
    }
    this.depth.wake();
    return head;
  }

  private deliver(chosen: readonly Watcher[], stretch: Stretch): void {
    const editions = new Map<bigint, Edition>();
    const wording = new Wording();
    for (const watcher of chosen) {
      if (!watcher.open || watcher.cursor >= stretch.upTo) continue;
      const edition = editions.get(watcher.cursor) ?? new Edition(stretch, watcher.cursor, wording);
      editions.set(watcher.cursor, edition);
      const block = edition.blockFor(watcher.mask, watcher.personId);
      watcher.cursor = stretch.upTo;
      if (block !== null) watcher.drain.send(block);
    }
    if (editions.size > 0) this.depth.wake();
  }

  private async tellDepth(): Promise<void> {
    const depths = await this.depths.read(this.guildId, peopleOf(this.watchers));
    const texts = new Map<QueueDepth, string>();
    const packets = new Map<string, Packet>();
    for (const watcher of this.watchers) {
      // Whoever does not take it now is told after they have caught up.
      if (!watcher.ready) continue;
      const depth = depths.of(watcher.personId);
      const json = texts.get(depth) ?? JSON.stringify(depth);
      texts.set(depth, json);
      if (json === watcher.toldDepth) continue;
      const key = `${watcher.cursor} ${json}`;
      const packet = packets.get(key) ?? depthPacket(this.guildId, depth, watcher.cursor);
      packets.set(key, packet);
      watcher.toldDepth = json;
      watcher.drain.send(new Block([packet]));
    }
  }

  private noteLag(change: () => void): void {
    const before = this.newest - this.position;
    change();
    const after = this.newest - this.position;
    if (after !== before) this.onLag(Number(after - before));
  }
}
