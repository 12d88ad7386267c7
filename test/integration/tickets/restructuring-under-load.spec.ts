import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError, type Actor } from '#kernel';
import { Intake } from '#intake';
import { TicketService } from '#tickets';
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

const KEYS = 12;
const ROUNDS = 60;

function senior(i: number): Actor {
  return { type: 'user', id: String(4n * 10n ** 17n + BigInt(i)), role: 'senior' };
}

function pick<T>(items: readonly T[]): T {
  return items[Math.floor(Math.random() * items.length)]!;
}

async function deadlocks(): Promise<number> {
  const [row] = await sql.query(
    'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return (row as { n: number }).n;
}

/** Everything that people, bots and timers do, on the same few tickets. */
class Chaos {
  /** What was not a refusal that says why: a defect, or the database giving up. */
  readonly defects: unknown[] = [];
  done = 0;

  constructor(
    private readonly app: TestApp,
    private readonly intake: TestIntake,
    private readonly ticketIds: Set<string>,
  ) {}

  async signals(round: number): Promise<void> {
    const keys = Array.from({ length: KEYS }, (_, i) => i);
    if (this.app === there) keys.reverse();
    await Promise.all(
      keys.map((i) =>
        this.attempt(async () => {
          const { ticketId } = await this.app.app.get(Intake).accept(
            this.intake.source,
            aNewSignal({
              externalId: `c-${round}-${i}`,
              correlationKey: `key-${i}`,
              kind: 'report',
              reporter: { id: String(2n * 10n ** 17n + BigInt((round * 5 + i) % 23)), name: null },
            }),
          );
          this.ticketIds.add(ticketId);
        }),
      ),
    );
  }

  async command(i: number): Promise<void> {
    const actor = senior(i);
    const reason = 'Because of the test.';
    const commands = [
      { type: 'claim' },
      { type: 'release' },
      { type: 'note', text: 'A note.' },
      { type: 'escalate', reason },
      { type: 'deescalate', reason },
      { type: 'resolve', outcome: 'no_violation', reason, actions: [], waiver: null },
      { type: 'reopen', reason },
      { type: 'priority', priority: i % 100, reason },
    ] as const;
    await this.attempt(() =>
      this.service.execute(this.guildId, this.anyId, pick(commands), { actor, version: null }),
    );
  }

  async merge(i: number): Promise<void> {
    await this.attempt(() =>
      this.service.merge(this.guildId, this.anyId, this.anyId, { actor: senior(i), version: null }),
    );
  }

  async split(i: number): Promise<void> {
    const ticketId = this.anyId;
    const signals = await sql.query('SELECT id FROM signals WHERE guild_id = $1 AND ticket_id = $2 LIMIT 2', [
      this.guildId,
      ticketId,
    ]);
    const signalIds = (signals as { id: string }[]).map(({ id }) => id);
    await this.attempt(async () => {
      const { splitOff } = await this.service.split(
        this.guildId,
        ticketId,
        { signalIds, title: 'Split off', reason: 'Another thing.' },
        { actor: senior(i), version: null },
      );
      this.ticketIds.add(splitOff.id);
    });
  }

  private get service(): TicketService {
    return this.app.app.get(TicketService);
  }

  private get guildId(): string {
    return this.intake.guild.guildId;
  }

  private get anyId(): string {
    return pick([...this.ticketIds]);
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.done += 1;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') this.defects.push(error);
    }
  }
}

describe('everything at once on the same tickets', () => {
  it('I3, I4: signals, commands, merges and splits in two processes: no deadlock, no defect, nothing out of step', async () => {
    const intake = await createIntake(here);
    const ticketIds = new Set<string>();
    const chaos = [here, there].map((app) => new Chaos(app, intake, ticketIds));
    await Promise.all(chaos.map((one) => one.signals(-1)));
    const before = await deadlocks();
    await Promise.all(
      chaos.flatMap((one) => [
        repeat((i) => one.signals(i)),
        repeat((i) => one.command(i)),
        repeat((i) => one.command(i + 100)),
        repeat((i) => one.command(i + 200)),
        repeat((i) => one.merge(i + 300)),
        repeat((i) => one.merge(i + 400)),
        repeat((i) => one.split(i + 500)),
      ]),
    );
    expect(chaos.flatMap(({ defects }) => defects).map(String)).toEqual([]);
    for (const { done } of chaos) expect(done).toBeGreaterThan(ROUNDS * KEYS);
    await expectWholeLedger(sql, intake.guild.guildId);
    expect(await deadlocks()).toBe(before);
  });

  it('I3: a ticket is not reopened beside another open one about the same thing', async () => {
    const intake = await createIntake(here);
    const { guildId } = intake.guild;
    const service = here.app.get(TicketService);
    const by = { actor: senior(1), version: null };
    const first = await intake.accept({ correlationKey: 'same' });
    const outcome = {
      type: 'resolve',
      outcome: 'no_violation',
      reason: 'Fine.',
      actions: [],
      waiver: null,
    } as const;
    await service.execute(guildId, first.ticketId, outcome, by);
    // What was decided holds no longer: the next signal about it opens a ticket of its own.
    await sql.query(
      `UPDATE tickets SET resolved_at = resolved_at - interval '400 days', decision_expires_at = NULL WHERE id = $1`,
      [first.ticketId],
    );
    const second = await intake.accept({ correlationKey: 'same' });
    expect(second.ticketId).not.toBe(first.ticketId);
    const reopen = { type: 'reopen', reason: 'There is more to it.' } as const;
    await expect(service.execute(guildId, first.ticketId, reopen, by)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'same_thing_open',
    });
    await service.execute(guildId, second.ticketId, outcome, by);
    const both = await Promise.allSettled(
      [first, second].map(({ ticketId }) => service.execute(guildId, ticketId, reopen, by)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'same_thing_open' },
    });
    await expectWholeLedger(sql, guildId);
  });
});

async function repeat(work: (i: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < ROUNDS; i += 1) await work(i);
}
