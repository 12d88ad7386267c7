import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TicketService } from '#tickets';
import { startTestApi, type TestApp } from '../../support/app.js';
import { openDatabaseClient, type DatabaseClient } from '../../support/database-client.js';
import { createIntake, type TestIntake } from '../../support/intake.js';
import { expectWholeLedger } from '../../support/load/ledger.js';

let app: TestApp;
let sql: DatabaseClient;
let intake: TestIntake;

beforeAll(async () => {
  app = await startTestApi();
  sql = await openDatabaseClient(app.databaseUrl);
  intake = await createIntake(app);
  await sql.query(`
    CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      PERFORM pg_sleep(5);
      RETURN NULL;
    END $$`);
});
afterAll(async () => {
  await sql.close();
  await app.close();
});

async function counts(): Promise<unknown> {
  const [row] = await sql.query(
    `SELECT (SELECT count(*)::int FROM signals) AS signals, (SELECT count(*)::int FROM signal_keys) AS keys,
       (SELECT count(*)::int FROM tickets) AS tickets, (SELECT count(*)::int FROM events) AS events,
       (SELECT count(*)::int FROM claims) AS claims, (SELECT count(*)::int FROM ticket_parties) AS parties,
       (SELECT sum(version)::int FROM tickets) AS versions, (SELECT sum(last_seq)::int FROM guild_counters) AS seqs`,
  );
  return row;
}

/** While the work runs, the connection is ended as soon as a transaction has got so far. */
async function cutOffAt(moment: string, work: () => Promise<unknown>): Promise<void> {
  const [table, at] = moment.split(' at ') as [string, string];
  await sql.query(
    at === 'commit'
      ? `CREATE CONSTRAINT TRIGGER cut AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION cut_off()`
      : `CREATE TRIGGER cut AFTER ${at} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION cut_off()`,
  );
  try {
    await expect(work()).rejects.toMatchObject({ kind: 'unavailable', code: 'database_unavailable' });
  } finally {
    await sql.query(`DROP TRIGGER cut ON ${table}`);
  }
}

describe('I4: a commit whose connection is ended between its statements', () => {
  it.each([
    'signals at INSERT',
    'signal_keys at INSERT',
    'ticket_parties at INSERT',
    'ticket_search at INSERT',
    'guild_counters at UPDATE',
    'events at INSERT',
    'tickets at INSERT',
    'tickets at commit',
  ])('leaves nothing of a signal: %s', async (moment) => {
    const signal = { externalId: `cut-${moment}`, correlationKey: `cut-${moment}` };
    const before = await counts();
    await cutOffAt(moment, () =>
      intake.accept({ ...signal, reporter: { id: '200000000000000001', name: null } }),
    );
    expect(await counts()).toEqual(before);
    expect(await intake.accept(signal)).toMatchObject({ duplicate: false });
    await expectWholeLedger(sql, intake.guild.guildId);
  });

  it.each([
    'tickets at UPDATE',
    'claims at INSERT',
    'guild_counters at UPDATE',
    'events at INSERT',
    'tickets at commit',
  ])('leaves nothing of a command: %s', async (moment) => {
    const { guildId } = intake.guild;
    const { ticketId } = await intake.accept({ correlationKey: `command-${moment}` });
    const claim = () =>
      app.app
        .get(TicketService)
        .execute(
          guildId,
          ticketId,
          { type: 'claim' },
          { actor: { type: 'user', id: '400000000000000001', role: 'moderator' }, version: 1 },
        );
    const before = await counts();
    await cutOffAt(moment, claim);
    expect(await counts()).toEqual(before);
    expect(await claim()).toMatchObject({ version: 2, ownerId: '400000000000000001' });
    await expectWholeLedger(sql, guildId);
  });

  it('leaves nothing where the guild has no counters to give the facts their place', async () => {
    const lost = await createIntake(app);
    await lost.accept();
    await sql.query('DELETE FROM guild_counters WHERE guild_id = $1', [lost.guild.guildId]);
    const before = await counts();
    const results = await Promise.allSettled([lost.accept(), lost.accept({ correlationKey: 'another' })]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await counts()).toEqual(before);
  });
});
