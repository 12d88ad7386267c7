import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.js';
import { openDatabaseClient } from '../support/database-client.js';
import { eventually } from '../support/eventually.js';
import { createGuild } from '../support/guild.js';
import { expectWholeLedger, keptSignals } from '../support/load/ledger.js';
import { keepPosting } from '../support/load/post-signals.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';
import { StoppablePostgres } from '../support/process/stoppable-postgres.js';

const WITHIN_MS = 180_000;
const DOWN_FOR_MS = 2_500;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

describe('Postgres that goes away under load', () => {
  it(
    'I1: stopped and started, twice: callers get 503 with Retry-After, nothing acknowledged is lost, Docket recovers',
    async () => {
      const postgres = await StoppablePostgres.start();
      cleanUp.push(() => postgres.close());
      const dataDir = makeDataDir();
      cleanUp.push(() => dataDir.remove());
      // On a database that is empty: it makes the tables as it starts.
      const docket = await DocketProcess.start({
        dataDir: dataDir.path,
        databaseUrl: postgres.url,
        env: { DOCKET_MIGRATE: 'on' },
      });
      cleanUp.push(() => docket.kill());
      const guild = await createGuild(docket);
      const { token } = await guild.source({ rateLimitPerMinute: 100_000 });
      const door = { url: docket.url, guildId: guild.guildId, token };
      const readiness = async () => (await call(docket, 'GET', '/readyz', null)).status;
      expect(await readiness()).toBe(200);

      const posting = keepPosting(door, { clients: 16, retry: true, pauseMs: 10 });
      for (const how of ['fast', 'immediate'] as const) {
        const before = posting.acknowledged.size;
        await eventually(() => expect(posting.acknowledged.size).toBeGreaterThan(before + 100));
        const refusedBefore = posting.refused.length;
        await postgres.stop(how);
        await eventually(async () => expect(await readiness()).toBe(503));
        expect((await call(docket, 'GET', '/healthz', null)).status).toBe(200);
        await delay(DOWN_FOR_MS);
        expect(await readiness()).toBe(503);
        expect(posting.refused.length).toBeGreaterThan(refusedBefore);
        await postgres.start();
        await eventually(async () => expect(await readiness()).toBe(200));
        const after = posting.acknowledged.size;
        await eventually(() => expect(posting.acknowledged.size).toBeGreaterThan(after + 100));
      }
      await posting.stop();

      expect(posting.broken).toBe(0);
      for (const { status, headers, body } of posting.refused) {
        expect({ status, type: headers.get('content-type'), body }).toMatchObject({
          status: 503,
          type: 'application/problem+json',
          body: { status: 503, code: expect.stringMatching(/^(database_unavailable|overloaded)$/) },
        });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      const database = await openDatabaseClient(postgres.url);
      try {
        const kept = await keptSignals(database, door.guildId);
        expect(kept.size).toBe(posting.acknowledged.size);
        for (const [externalId, { signalId }] of posting.acknowledged) {
          expect(kept.get(externalId)).toBe(signalId);
        }
        await expectWholeLedger(database, door.guildId);
      } finally {
        await database.close();
      }
      docket.signal('SIGTERM');
      expect(await docket.ended).toEqual({ code: 0, signal: null });
    },
    WITHIN_MS,
  );
});
