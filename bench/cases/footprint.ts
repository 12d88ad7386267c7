import { setTimeout as delay } from 'node:timers/promises';
import { startDocket } from '../support/docket.js';
import { limitRow, type Row } from '../support/row.js';
import { median } from '../support/statistics.js';
import type { BenchContext } from './context.js';

const SETTLE_MS = 5_000;

/** What a process with all roles costs when nothing happens, and how soon it serves. */
export async function benchFootprint({ cluster, rounds, say }: BenchContext): Promise<Row[]> {
  const memory: number[] = [];
  const starts: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const docket = await startDocket(cluster.docketUrl);
    starts.push(docket.readyMs / 1000);
    await delay(SETTLE_MS);
    memory.push(docket.memoryMb());
    await docket.stop();
    say(`  round ${round}: ready in ${Math.round(docket.readyMs)} ms`);
  }
  return [
    limitRow('Idle memory of a process with all roles', 'MB', median(memory), 200),
    limitRow('Cold start to ready, on a database that is there', 's', median(starts), 3),
  ];
}
