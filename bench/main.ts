import { Logger } from '@nestjs/common';
import { benchCommands } from './cases/commands.js';
import type { BenchContext } from './cases/context.js';
import { benchFootprint } from './cases/footprint.js';
import { benchIntake } from './cases/intake.js';
import { benchInteractions } from './cases/interactions.js';
import { benchJobs } from './cases/jobs.js';
import { benchLive } from './cases/live.js';
import { benchProcesses } from './cases/processes.js';
import { benchQueue } from './cases/queue.js';
import { startCluster } from './support/cluster.js';
import { createBenchGuild, startDocket } from './support/docket.js';
import { table, writeResults } from './support/results.js';
import type { Row } from './support/row.js';

const CASES: Readonly<Record<string, (context: BenchContext) => Promise<Row[]>>> = {
  footprint: benchFootprint,
  intake: benchIntake,
  commands: benchCommands,
  queue: benchQueue,
  live: benchLive,
  interactions: benchInteractions,
  jobs: benchJobs,
  processes: benchProcesses,
};

/** `npm run bench [-- [--quick] [case …]]`. Only a whole run that isn't quick writes bench/RESULTS.md. */
const args = process.argv.slice(2);
const quick = args.includes('--quick');
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !(name in CASES));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(', ')}. The cases are ${Object.keys(CASES).join(', ')}.`);
  process.exit(2);
}
Logger.overrideLogger(['warn', 'error', 'fatal']);

const [rounds, seconds] = quick ? [1, 2] : [5, 4];
const cluster = await startCluster();
const rows: Row[] = [];
try {
  const docket = await startDocket(cluster.docketUrl);
  try {
    const bench = await createBenchGuild(docket);
    const context: BenchContext = {
      cluster,
      docket,
      bench,
      rounds,
      seconds,
      say: (line) => console.log(line),
    };
    for (const [name, run] of Object.entries(CASES)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      console.log(name);
      rows.push(...(await run(context)));
    }
  } finally {
    await docket.stop();
  }
} finally {
  await cluster.close();
}
console.log(`\n${table(rows)}`);
if (asked.length === 0 && !quick) writeResults(rows, rounds, seconds);
