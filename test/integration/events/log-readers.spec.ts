import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { EventLog, LogSubscriptions } from '#events';
import { Intake } from '#intake';
import { startTestApi, type TestApp } from '../../support/app.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { eventually } from '../../support/eventually.js';
import { aNewSignal, createIntake, type TestIntake } from '../../support/intake.js';

const PAGE = 50;
const WRITERS = 8;
const ROUNDS = 40;

let here: TestApp;
let there: TestApp;
let sql: DatabaseClient;

beforeAll(async () => {
  here = await startTestApi();
  there = await startTestApi({}, here.databaseUrl);
  sql = await openDatabaseClient(here.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await there.close();
  await here.close();
});

/** Follows the logs of guilds as an effect does: woken, it reads on from where it stands. */
class Reader {
  readonly seen = new Map<string, bigint[]>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: EventLog,
    private readonly guildIds: readonly string[],
  ) {
    for (const guildId of guildIds) this.seen.set(guildId, []);
  }

  wake(guildId: string | null): void {
    this.running = this.running.then(() => this.readAll(guildId === null ? this.guildIds : [guildId]));
  }

  async idle(): Promise<void> {
    await this.running;
  }

  private async readAll(guildIds: readonly string[]): Promise<void> {
    for (const guildId of guildIds) await this.readOn(guildId);
  }

  private async readOn(guildId: string): Promise<void> {
    const seen = this.seen.get(guildId);
    if (!seen) return;
    for (;;) {
      const events = await this.log.read(guildId, seen.at(-1) ?? 0n, PAGE);
      seen.push(...events.map(({ seq }) => seq));
      if (events.length < PAGE) return;
    }
  }
}

async function endListening(): Promise<number> {
  const ended = await sql.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'docket-listen'`,
  );
  return ended.length;
}

function inOrder(count: number): bigint[] {
  return Array.from({ length: count }, (_, i) => BigInt(i + 1));
}

describe('readers of the log', () => {
  it('see every event in order and none twice, with 8 writers in 2 processes, also when LISTEN is cut off again and again', async () => {
    const guilds: TestIntake[] = [];
    for (let i = 0; i < 3; i += 1) guilds.push(await createIntake(here));
    const readers = [here, there].map(
      ({ app }) =>
        new Reader(
          app.get(EventLog),
          guilds.map(({ guild }) => guild.guildId),
        ),
    );
    const stops = await Promise.all(
      [here, there].map(({ app }, i) =>
        app.get(LogSubscriptions).subscribe((guildId) => readers[i]!.wake(guildId)),
      ),
    );
    const written = new AbortController();
    let cuts = 0;
    const cutting = (async () => {
      while (!written.signal.aborted) {
        cuts += await endListening();
        await delay(60);
      }
    })();
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const intake = [here, there][writer % 2]!.app.get(Intake);
        for (let round = 0; round < ROUNDS; round += 1) {
          const { source } = guilds[(writer + round) % guilds.length]!;
          await Promise.all(
            Array.from({ length: 5 }, (_n, i) =>
              intake.accept(source, aNewSignal({ correlationKey: `${round}-${i % 3}` })),
            ),
          );
        }
      }),
    );
    written.abort();
    await cutting;
    expect(cuts).toBeGreaterThan(2);

    const heads = await here.app.get(EventLog).heads(guilds.map(({ guild }) => guild.guildId));
    expect([...heads.values()].reduce((sum, head) => sum + head, 0n)).toBe(BigInt(WRITERS * ROUNDS * 5));
    for (const reader of readers) {
      await eventually(async () => {
        await reader.idle();
        for (const [guildId, head] of heads) {
          expect(reader.seen.get(guildId)).toEqual(inOrder(Number(head)));
        }
      });
    }
    await Promise.all(stops.map((stop) => stop()));
  });

  it('are woken within moments once LISTEN is up again', async () => {
    const { accept, guild } = await createIntake(here);
    const heads: (bigint | null)[] = [];
    const stop = await here.app.get(LogSubscriptions).subscribe((guildId, head) => {
      if (guildId === guild.guildId) heads.push(head);
    });
    await eventually(async () => expect(await endListening()).toBeGreaterThan(0));
    await eventually(async () => {
      await accept();
      expect(heads.at(-1)).toBe(await here.app.get(EventLog).head(guild.guildId));
    });
    await stop();
  });
});
