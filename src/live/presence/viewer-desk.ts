import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { type View, ViewerStore } from '#viewers';
import { Paced } from '../feed/paced.js';

/** After a process was killed, what it had open shows for so long at most. */
const LEASE_SECONDS = 15;
const RENEW_MS = 4_000;
const AT_ONCE = 500;

/**
 * What the people on this process have open, and its leases in the database. Sockets only change what is
 * wanted here; the database is brought in line with it, so opening and closing fast ends as it should.
 */
@Injectable()
export class ViewerDesk {
  private readonly processId = newId();
  private readonly wanted = new Map<string, { readonly view: View; readonly by: Set<object> }>();
  /** What may differ from the database. */
  private readonly dirty = new Map<string, View>();
  /** The one writer: what it deletes, no renewal on its way brings back. */
  private readonly write = new Paced('viewers', { leadMs: 20, gapMs: 50 }, () => this.work());
  private timer: NodeJS.Timeout | null = null;
  private isRenewalDue = false;

  constructor(private readonly store: ViewerStore) {}

  /** `by` has the ticket open; a person counts once, whatever number of them there is. */
  enter(view: View, by: object): void {
    const key = keyOf(view);
    const entry = this.wanted.get(key) ?? { view, by: new Set() };
    if (entry.by.size === 0) this.change(key, view);
    entry.by.add(by);
    this.wanted.set(key, entry);
    this.timer ??= setInterval(() => this.renewSoon(), RENEW_MS).unref();
  }

  leave(view: View, by: object): void {
    const key = keyOf(view);
    const entry = this.wanted.get(key);
    if (!entry?.by.delete(by) || entry.by.size > 0) return;
    this.wanted.delete(key);
    this.change(key, view);
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write.close();
    for (const [key, { view }] of this.wanted) this.dirty.set(key, view);
    this.wanted.clear();
    // What can't be taken away now runs out.
    await this.bringInLine().catch(() => {});
  }

  private change(key: string, view: View): void {
    this.dirty.set(key, view);
    this.write.wake();
  }

  private renewSoon(): void {
    if (this.wanted.size === 0) return;
    this.isRenewalDue = true;
    this.write.wake();
  }

  private async work(): Promise<void> {
    await this.bringInLine();
    if (!this.isRenewalDue) return;
    this.isRenewalDue = false;
    await this.renew();
  }

  private async bringInLine(): Promise<void> {
    while (this.dirty.size > 0) {
      const changed = [...this.dirty].slice(0, AT_ONCE);
      for (const [key] of changed) this.dirty.delete(key);
      try {
        const isWanted = ([key]: readonly [string, View]) => this.wanted.has(key);
        const entered = changed.filter((entry) => isWanted(entry)).map(([, view]) => view);
        const left = changed.filter((entry) => !isWanted(entry)).map(([, view]) => view);
        if (left.length > 0) await this.store.leave(this.processId, left);
        if (entered.length > 0) await this.store.enter(this.processId, LEASE_SECONDS, entered);
      } catch (error) {
        for (const [key, view] of changed) this.dirty.set(key, view);
        throw error;
      }
    }
  }

  private async renew(): Promise<void> {
    const views = [...this.wanted.values()].map(({ view }) => view);
    for (let i = 0; i < views.length; i += AT_ONCE) {
      await this.store.renew(this.processId, LEASE_SECONDS, views.slice(i, i + AT_ONCE));
    }
  }
}

function keyOf({ guildId, ticketId, userId }: View): string {
  return `${guildId} ${ticketId} ${userId}`;
}
