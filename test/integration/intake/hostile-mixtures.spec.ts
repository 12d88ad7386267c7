import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Intake, type NewSignal, type Receipt } from '#intake';
import { startTestApi, type TestApp } from '../../support/app.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { aNewSignal, createIntake, type TestIntake } from '../../support/intake.js';
import { expectWholeLedger } from '../../support/load/ledger.js';

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

/** What no door lets through, and only the database refuses. */
const POISON: readonly Partial<NewSignal>[] = [
  { confidence: Number.MAX_VALUE },
  { text: 'a NUL \0 within' },
  { text: 'half a \ud83d character' },
  { occurredAt: new Date(Number.NaN) },
  { data: { deep: [{ '\0': 1 }] } },
];

function reporter(i: number) {
  return { id: String(2n * 10n ** 17n + BigInt(i)), name: null };
}

async function guilds(count: number): Promise<TestIntake[]> {
  const made: TestIntake[] = [];
  for (let i = 0; i < count; i += 1) made.push(await createIntake(here));
  return made;
}

function acceptIn(app: TestApp, { source }: TestIntake, over: Partial<NewSignal>): Promise<Receipt> {
  return app.app.get(Intake).accept(source, aNewSignal(over));
}

describe('groups with everything in them at once', () => {
  it('I1, I2: of good, repeated and poisoned signals for three guilds in two processes, just the poisoned fail', async () => {
    const all = await guilds(3);
    const sent = all.flatMap((intake) =>
      Array.from({ length: 150 }, (_, i) => {
        const poison = i % 25 === 7 ? POISON[((i / 25) % POISON.length) | 0]! : null;
        // Every third is a repeat of one that is sent at the same time, perhaps to the other process.
        const n = i % 3 === 2 ? i - 2 : i;
        const signal = { externalId: `m-${n}`, correlationKey: `about-${n % 20}`, reporter: reporter(n % 9) };
        return {
          intake,
          poison,
          n,
          signal: poison ? { ...signal, externalId: `p-${i}`, ...poison } : signal,
        };
      }),
    );
    // The two processes meet the same external ids in opposite orders.
    const mixed = [
      ...sent.map((one) => ({ ...one, app: here })),
      ...sent.toReversed().map((one) => ({ ...one, app: there })),
    ];
    const results = await Promise.allSettled(
      mixed.map(({ app, intake, signal }) => acceptIn(app, intake, signal)),
    );

    const wrong = results.flatMap((result, i) => {
      const poisoned = mixed[i]!.poison !== null;
      return (result.status === 'rejected') === poisoned
        ? []
        : [{ poisoned, why: result.status === 'rejected' ? String(result.reason) : 'accepted' }];
    });
    expect(wrong.slice(0, 5)).toEqual([]);
    for (const intake of all) {
      const ids = new Map<string, Set<string>>();
      let first = 0;
      results.forEach((result, i) => {
        const one = mixed[i]!;
        if (one.intake !== intake || result.status === 'rejected') return;
        const externalId = one.signal.externalId!;
        ids.set(externalId, (ids.get(externalId) ?? new Set()).add(result.value.signalId));
        if (!result.value.duplicate) first += 1;
      });
      expect([...ids.values()].every(({ size }) => size === 1)).toBe(true);
      expect(first).toBe(ids.size);
      await expectWholeLedger(sql, intake.guild.guildId);
    }
  });

  it('I3, I4: a threshold that many reporters cross at once, in two processes, escalates a ticket once', async () => {
    const [intake] = await guilds(1);
    const receipts = await Promise.all(
      Array.from({ length: 120 }, (_, i) =>
        acceptIn(i % 2 === 0 ? here : there, intake!, {
          kind: 'flag',
          category: 'raid',
          confidence: 0.1,
          correlationKey: `raid-${i % 4}`,
          reporter: reporter(i),
        }),
      ),
    );
    expect(new Set(receipts.map(({ ticketId }) => ticketId)).size).toBe(4);
    const events = await sql.query(
      `SELECT e.ticket_id, count(*)::int AS n FROM events e
       WHERE e.guild_id = $1 AND e.type = 'ticket.escalated' GROUP BY e.ticket_id`,
      [intake!.guild.guildId],
    );
    expect(events).toHaveLength(4);
    expect(events).toEqual(events.map((row) => ({ ...(row as object), n: 1 })));
    expect(
      await sql.query('SELECT stream, status, reporter_count FROM tickets WHERE guild_id = $1', [
        intake!.guild.guildId,
      ]),
    ).toEqual(
      Array.from({ length: 4 }, () => ({ stream: 'escalation', status: 'escalated', reporter_count: 30 })),
    );
    await expectWholeLedger(sql, intake!.guild.guildId);
  });

  it('I2: whatever fails, a sender is told the reason that came first, not what followed from it', async () => {
    const [intake] = await guilds(1);
    const rounds = Array.from({ length: 40 }, (_, i) => ({
      externalId: `same-${i}`,
      correlationKey: `k-${i}`,
    }));
    for (const signal of rounds) {
      const [one, other] = await Promise.all([
        acceptIn(here, intake!, signal),
        acceptIn(there, intake!, { ...signal, correlationKey: `other-${signal.correlationKey}` }),
      ]);
      expect(one.signalId).toBe(other.signalId);
      expect(one.duplicate).toBe(!other.duplicate);
    }
    await expect(intake!.accept({ text: 'a NUL \0 within', externalId: 'p' })).rejects.toMatchObject({
      code: expect.stringMatching(/^22/),
    });
  });
});
