import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STREAMS } from '#kernel';
import { Feeds } from '../../../src/live/feed/feeds.js';
import { type Drain, Watcher } from '../../../src/live/feed/watcher.js';
import { maskOf } from '../../../src/live/domain/stream-mask.js';
import type { Block } from '../../../src/live/wire/block.js';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { LiveStage, someone } from '../../support/live.js';

let app: TestApp;
let stage: LiveStage;

beforeAll(async () => {
  app = await startTestApi();
});
beforeEach(async () => {
  stage = await LiveStage.open(app);
});
afterEach(() => stage.close());
afterAll(() => app.close());

/** A way out that is open or shut as the test says. */
class Tap implements Drain {
  ready = true;
  readonly texts: string[] = [];

  send(block: Block): void {
    for (const { text } of block.packets) this.texts.push(text);
  }

  /** Each version of each ticket that was said, in order, and `reset`. */
  get said(): string[] {
    return this.texts.flatMap((text) => {
      const [event, body] = JSON.parse(text.slice(text.indexOf('[')));
      if (event === 'reset') return ['reset'];
      return event === 'ticket.changed' ? [`${body.ticket.id} ${body.ticket.version}`] : [];
    });
  }
}

const NO_DEPTH = {} as ConstructorParameters<typeof Watcher>[4];

describe('a socket that does not take what it is sent', () => {
  it('gets the latest when it does, in order and without what lay between', async () => {
    const tap = new Tap();
    const watcher = new Watcher(0n, maskOf(STREAMS), null, tap, NO_DEPTH);
    const feeds = app.app.get(Feeds);
    feeds.add(stage.guildId, watcher);
    const steady = await stage.watcher(someone(1));
    const { ticketId } = await stage.intake.accept();
    await eventually(() => expect(tap.said).toEqual([`${ticketId} 1`]));
    tap.ready = false;
    for (let i = 0; i < 3; i += 1) {
      await stage.note(ticketId);
      await eventually(() => expect(steady.heardOf(ticketId).at(-1)).toBe(2 + i));
    }
    expect(tap.said).toEqual([`${ticketId} 1`]);
    tap.ready = true;
    await eventually(() => expect(tap.said).toEqual([`${ticketId} 1`, `${ticketId} 4`]));
    feeds.remove(stage.guildId, watcher);
  });

  it('misses nothing and sees nothing twice, whenever it does and does not', async () => {
    const feeds = app.app.get(Feeds);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.boolean()), { minLength: 4, maxLength: 12 }),
        async (steps) => {
          const own = await LiveStage.open(app);
          const taps = [new Tap(), new Tap(), new Tap()];
          const watchers = taps.map((tap) => new Watcher(0n, maskOf(STREAMS), null, tap, NO_DEPTH));
          for (const watcher of watchers) feeds.add(own.guildId, watcher);
          const truth = new Map<string, number>();
          for (const [which, ticket, ready] of steps) {
            const tap = taps[which];
            if (tap) tap.ready = ready;
            const subject = { type: 'user', id: someone(100 + ticket), name: null } as const;
            const { ticketId } = await own.intake.accept({ subject });
            truth.set(ticketId, (truth.get(ticketId) ?? 0) + 1);
          }
          for (const tap of taps) tap.ready = true;
          for (const tap of taps) {
            await eventually(() => {
              const last = new Map(tap.said.map((line) => line.split(' ') as [string, string]));
              const seen = new Map([...last].map(([id, version]) => [id, Number(version)]));
              expect(seen).toEqual(new Map(truth));
            });
            expect(new Set(tap.said).size).toBe(tap.said.length);
          }
          for (const watcher of watchers) feeds.remove(own.guildId, watcher);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('harms nobody when it is a real one that stops reading, and catches up when it reads again', async () => {
    const slow = await stage.watcher(someone(1));
    const steady = await stage.watcher(someone(2));
    slow.stopReading();
    const isStuck = () => [...app.app.get(Feeds).audience(stage.guildId)].some(({ ready }) => !ready);
    let rounds = 0;
    let last = '';
    const round = async () => {
      rounds += 1;
      const receipts = await stage.intake.acceptAll(manySignals());
      last = receipts.at(-1)?.ticketId ?? '';
      await eventually(() => expect(steady.heardOf(last).at(-1)).toBe(rounds));
    };
    while (rounds < 60 && !isStuck()) await round();
    expect(isStuck()).toBe(true);
    const heard = slow.heardOf(last).length;
    for (let more = 0; more < 4; more += 1) await round();
    expect(slow.heardOf(last)).toHaveLength(heard);
    slow.readAgain();
    await eventually(() => expect(slow.heardOf(last).at(-1)).toBe(rounds));
    const versions = slow.heardOf(last).map(Number);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    expect(versions.length).toBeLessThan(rounds);
    expect(slow.of('reset')).toEqual([]);
  }, 120_000);
});

/** About 250 people whose tickets are large to say. */
function manySignals() {
  const name = 'x'.repeat(150);
  return Array.from({ length: 250 }, (_, i) => ({
    externalId: null,
    kind: 'flag' as const,
    category: 'harassment',
    severity: 'medium' as const,
    confidence: 0.8,
    subject: { type: 'user' as const, id: someone(1_000 + i), name },
    reporter: null,
    text: 'the same again',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: new Date(),
    correlationKey: null,
    data: {},
  }));
}
