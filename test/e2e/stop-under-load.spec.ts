import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabaseClone } from '../support/database.js';
import { openDatabaseClient } from '../support/database-client.js';
import { eventually } from '../support/eventually.js';
import { createGuild } from '../support/guild.js';
import { expectWholeLedger, keptSignals } from '../support/load/ledger.js';
import { keepPosting } from '../support/load/post-signals.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';

const WITHIN_MS = 120_000;
/** Draining has ten seconds; nothing here needs them. */
const STOPS_WITHIN_MS = 10_000;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

describe('a process that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'I1: on %s under load answers for all it has accepted, and ends with 0 in time',
    async (signal) => {
      const clone = await createDatabaseClone();
      cleanUp.push(() => clone.release());
      const dataDir = makeDataDir();
      cleanUp.push(() => dataDir.remove());
      const docket = await DocketProcess.start({ dataDir: dataDir.path, databaseUrl: clone.url });
      cleanUp.push(() => docket.kill());
      const guild = await createGuild(docket);
      const { token } = await guild.source({ rateLimitPerMinute: 100_000 });
      const door = { url: docket.url, guildId: guild.guildId, token };

      const posting = keepPosting(door, { clients: 64, retry: false, pauseMs: 1 });
      await eventually(() => expect(posting.acknowledged.size).toBeGreaterThan(500));
      const told = performance.now();
      docket.signal(signal);
      expect(await docket.ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - told).toBeLessThan(STOPS_WITHIN_MS);
      await posting.stop();

      for (const { status, body } of posting.refused) {
        expect({ status, code: body.code }).toEqual({ status: 503, code: 'shutting_down' });
      }
      const database = await openDatabaseClient(clone.url);
      try {
        // Also the other way round: what was written was answered, so no sender is left guessing.
        const kept = await keptSignals(database, door.guildId);
        expect([...kept.keys()].toSorted()).toEqual([...posting.acknowledged.keys()].toSorted());
        await expectWholeLedger(database, door.guildId);
      } finally {
        await database.close();
      }
    },
    WITHIN_MS,
  );
});
