import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { startTestApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { LiveStage, someone } from '../../support/live.js';
import { DescribedApi } from '../../support/openapi/described-api.js';
import { createWorld, prepare } from '../../support/openapi/places.js';
import { examplesOf, sendExample } from '../../support/openapi/send-example.js';
import { apartFromTheRest, type PlanNode } from '../../support/scaling/guild-joins.js';
import { guildColumns } from '../../support/scaling/guild-columns.js';
import { RecordedSql } from '../../support/scaling/recorded-sql.js';

const STATEMENT = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i;
/** The library's own, on tables of its own. */
const OF_THE_QUEUE = /"?(docket_jobs_\w+|graphile_worker)"?\./;

let recorded: RecordedSql;
let app: TestApp;
beforeAll(async () => {
  recorded = new RecordedSql();
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
  recorded.stop();
});

/** Every call that is described, the feed with its viewers, and what happens at a time. */
async function useEverything(): Promise<void> {
  const world = await createWorld(app);
  const api = await DescribedApi.read(app.url);
  for (const operation of api.operations()) {
    for (const example of examplesOf(operation)) {
      const place = await prepare(world, operation, example);
      await (await sendExample(app.url, operation, example, place)).arrayBuffer();
    }
  }
  const stage = await LiveStage.open(app);
  try {
    const watcher = await stage.watcher(someone(1), { cursor: '0' });
    const { ticketId } = await stage.intake.accept();
    await watcher.ask('open', { guildId: stage.guildId, ticketId });
    await stage.do(ticketId, { type: 'wait', for: 'time', until: new Date(Date.now() + 100), reason: null });
    await eventually(() => expect(watcher.heardOf(ticketId)).toContain(3));
  } finally {
    stage.close();
  }
}

describe('the statements that run', () => {
  it('join rows of one guild alone', async () => {
    await useEverything();
    recorded.stop();
    const database = app.app.get(Database);
    const columns = await guildColumns(database);
    const texts = [...recorded.texts].filter((text) => STATEMENT.test(text) && !OF_THE_QUEUE.test(text));
    const apart: string[] = [];
    let joins = 0;
    for (const text of texts) {
      const plan = await planOf(database, text);
      if (plan === null) continue;
      joins += 1;
      const tables = apartFromTheRest(plan, columns);
      if (tables.length > 0) apart.push(`${tables.join(', ')}: ${text}`);
    }
    expect(apart).toEqual([]);
    expect(joins).toBeGreaterThan(60);
  });

  it('are told apart from one that joins over guilds', async () => {
    const database = app.app.get(Database);
    const columns = await guildColumns(database);
    const told = async (on: string) =>
      apartFromTheRest(
        (await planOf(database, `SELECT 1 FROM tickets t JOIN events e ON e.ticket_id = t.id ${on}`))!,
        columns,
      );
    expect(await told('WHERE t.guild_id = $1')).not.toEqual([]);
    expect(await told('WHERE t.guild_id = $1 AND e.guild_id = $2')).not.toEqual([]);
    expect(await told('WHERE t.guild_id = $1 AND e.guild_id = $1')).toEqual([]);
    expect(await told('AND e.guild_id = t.guild_id')).toEqual([]);
  });
});

/** How it would run for any values; null for what has no plan without them. */
async function planOf(database: Database, text: string): Promise<PlanNode | null> {
  const plans = await database.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${text}`,
  );
  return plans[0]?.['QUERY PLAN'][0]?.Plan ?? null;
}
