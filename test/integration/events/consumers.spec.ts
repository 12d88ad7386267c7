import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '#config';
import { ConsumesLog, EventsModule, LogCursors, type LogConsumer } from '#events';
import { Intake } from '#intake';
import type { LoggedEvent } from '#kernel';
import { PlatformModule, type Tx } from '#platform';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { eventually } from '../../support/eventually.js';
import { aNewSignal, createIntake, type TestIntake } from '../../support/intake.js';

let app: TestApp;
let sql: DatabaseClient;

beforeAll(async () => {
  app = await startTestApp();
  sql = await openDatabaseClient(app.databaseUrl);
  await sql.query('CREATE TABLE consumed (place bigserial, guild_id text, seq bigint, type text)');
});
afterAll(async () => {
  await sql.close();
  await app.close();
});

/** Writes down every event it is given; on demand it fails after writing. */
@ConsumesLog({ name: 'test.notes' })
class Notes implements LogConsumer {
  static failures = 0;
  static afterwards = 0;

  async consume(tx: Tx, guildId: string, events: readonly LoggedEvent[]) {
    await tx.query(
      `INSERT INTO consumed (guild_id, seq, type) SELECT $1, s, t FROM unnest($2::bigint[], $3::text[]) AS w(s, t)`,
      [guildId, events.map(({ seq }) => seq.toString()), events.map(({ type }) => type)],
    );
    if (Notes.failures > 0) {
      Notes.failures -= 1;
      throw new Error('a consumer that fails');
    }
    return async () => {
      Notes.afterwards += 1;
    };
  }
}

interface Process {
  readonly cursors: LogCursors;
  close(): Promise<void>;
}

async function startProcess(roles: string, consumers: Type[] = [Notes]): Promise<Process> {
  const config = loadConfig({ DOCKET_ROLES: roles });

  @Module({ imports: [PlatformModule.with(config, app.databaseUrl), EventsModule], providers: consumers })
  class ConsumingModule {}

  const context = await NestFactory.createApplicationContext(ConsumingModule, {
    logger: false,
    abortOnError: false,
  });
  return { cursors: context.get(LogCursors, { strict: false }), close: () => context.close() };
}

async function consumedIn({ source }: TestIntake): Promise<number[]> {
  const rows = await sql.query('SELECT seq FROM consumed WHERE guild_id = $1 ORDER BY place', [
    source.guildId,
  ]);
  return (rows as { seq: string }[]).map(({ seq }) => Number(seq));
}

async function send(intake: TestIntake, count: number): Promise<void> {
  const signals = Array.from({ length: count }, () => aNewSignal());
  for (const result of await app.app.get(Intake, { strict: false }).acceptAll(intake.source, signals)) {
    if ('error' in result) throw result.error;
  }
}

async function headOf({ source }: TestIntake): Promise<number> {
  const sought = 'SELECT last_seq AS seq FROM guild_counters WHERE guild_id = $1';
  const [row] = (await sql.query(sought, [source.guildId])) as { seq: string }[];
  return Number(row!.seq);
}

function from(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

describe('consumers of the log', () => {
  it('I10: are given every event of a guild once and in order, by whichever process reads it', async () => {
    const intake = await createIntake(app);
    await send(intake, 3);
    const begun = (await headOf(intake)) + 1;
    const processes = [await startProcess('worker'), await startProcess('worker')];
    await processes[0]!.cursors.begin(intake.source.guildId, 'test.notes');
    for (let round = 0; round < 10; round += 1) await send(intake, 20);
    const head = await headOf(intake);
    await eventually(async () => {
      expect((await consumedIn(intake)).at(-1)).toBe(head);
    });
    await Promise.all(processes.map((process) => process.close()));
    expect(await consumedIn(intake)).toEqual(from(begun, head));
  });

  it('I10: that fail leave nothing behind, and are given the same events again', async () => {
    const intake = await createIntake(app);
    const process = await startProcess('worker');
    await process.cursors.begin(intake.source.guildId, 'test.notes');
    Notes.failures = 1;
    Notes.afterwards = 0;
    await send(intake, 5);
    const head = await headOf(intake);
    await eventually(async () => {
      expect((await consumedIn(intake)).at(-1)).toBe(head);
    });
    expect(await consumedIn(intake)).toEqual(from(1, head));
    expect(Notes.failures).toBe(0);
    expect(Notes.afterwards).toBeGreaterThan(0);
    await process.close();
  });

  it('go on where they were when a process comes up later, and follow no guild that was not begun', async () => {
    const [followed, other] = [await createIntake(app), await createIntake(app)];
    const first = await startProcess('worker');
    await first.cursors.begin(followed.source.guildId, 'test.notes');
    await first.close();
    await send(followed, 7);
    await send(other, 2);
    const second = await startProcess('worker');
    const head = await headOf(followed);
    await eventually(async () => {
      expect((await consumedIn(followed)).at(-1)).toBe(head);
    });
    await second.close();
    expect(await consumedIn(followed)).toEqual(from(1, head));
    expect(await consumedIn(other)).toEqual([]);
  });

  it('begin only once, and read no more once they are ended', async () => {
    const intake = await createIntake(app);
    const process = await startProcess('worker');
    const { guildId } = intake.source;
    await process.cursors.begin(guildId, 'test.notes');
    await send(intake, 1);
    const head = await headOf(intake);
    await eventually(async () => {
      expect((await consumedIn(intake)).at(-1)).toBe(head);
    });
    await process.cursors.begin(guildId, 'test.notes');
    await process.cursors.end(guildId, 'test.notes');
    await send(intake, 1);
    expect(await process.cursors.behind('test.notes')).not.toContain(guildId);
    await process.close();
    expect(await consumedIn(intake)).toEqual(from(1, head));
  });

  it('run only where the role worker is', async () => {
    const intake = await createIntake(app);
    const process = await startProcess('api,bot');
    await process.cursors.begin(intake.source.guildId, 'test.notes');
    await send(intake, 1);
    expect(await process.cursors.behind('test.notes')).toContain(intake.source.guildId);
    await process.close();
    expect(await consumedIn(intake)).toEqual([]);
  });

  it('need names of their own', async () => {
    @ConsumesLog({ name: 'test.notes' })
    class Namesake extends Notes {}

    await expect(startProcess('worker', [Notes, Namesake])).rejects.toThrow('Two consumers');
  });
});
