import { expect } from '@jest/globals';
import type { DatabaseClient } from '../database-client.js';
import type { ChaosStage, Witness } from './witness.js';

/** Looks at the queue afterwards: nothing waits, nothing hangs, nothing was given up. */
export class JobsWitness implements Witness {
  private workerUrls: readonly string[] = [];

  async begin({ workerUrls }: ChaosStage): Promise<void> {
    this.workerUrls = workerUrls;
  }

  async cease(): Promise<void> {}

  async check(database: DatabaseClient): Promise<void> {
    expect(await database.query('SELECT name, failures FROM dead_jobs')).toEqual([]);
    for (const url of this.workerUrls) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const depths = [...text.matchAll(/^docket_jobs\{name="(\S+)",state="(ready|running)"\} (\d+)$/gm)];
      expect(depths.length).toBeGreaterThan(0);
      expect(depths.filter(([, , , count]) => count !== '0').map(([line]) => line)).toEqual([]);
    }
  }
}
