import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { aNewSignal, createIntake } from '../../support/intake.js';

describe('plans that survive growth', () => {
  let app: TestApp;
  let database: Database;

  beforeAll(async () => {
    app = await startTestApi();
    database = app.app.get(Database);
  });
  afterAll(() => app.close());

  /** How often each hot table was analysed because the process asked for it. */
  async function analysed(): Promise<number[]> {
    const rows = await database.query<{ n: number }>(
      `SELECT analyze_count::int AS n FROM pg_stat_user_tables
       WHERE relname IN ('tickets', 'ticket_parties', 'ticket_search', 'claims', 'signal_keys')`,
    );
    return rows.map(({ n }) => n);
  }

  it('no connection of the application is planned a scan where an index serves', async () => {
    expect(await database.query('SHOW enable_seqscan')).toEqual([{ enable_seqscan: 'off' }]);
  });

  it('the first 250 signals have the hot tables analysed, and the next few do not', async () => {
    const { acceptAll } = await createIntake(app);
    const before = await analysed();
    const signals = Array.from({ length: 300 }, (_, i) => aNewSignal({ correlationKey: `grown-${i}` }));
    await acceptAll(signals.slice(0, 200));
    expect(await analysed()).toEqual(before);
    await acceptAll(signals.slice(200));
    const once = before.map((n) => n + 1);
    await eventually(async () => expect(await analysed()).toEqual(once));
    await acceptAll(Array.from({ length: 50 }, (_, i) => aNewSignal({ correlationKey: `more-${i}` })));
    expect(await analysed()).toEqual(once);
  });
});
