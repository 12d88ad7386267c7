import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import type { Row } from './row.js';

const FILE = 'bench/RESULTS.md';
const HEAD = ['What is measured', 'Docket', 'Peer in the same run', 'Result', 'Goal', 'Met'];

export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, docket, peer, value, goal, met }) => [
    what,
    docket,
    peer,
    value,
    goal,
    met ? 'yes' : 'no',
  ]);
  return [HEAD, HEAD.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The file that is committed: the numbers with what they were measured on. */
export function writeResults(rows: readonly Row[], rounds: number, seconds: number): void {
  const [cpu] = cpus();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const text = `# Measured

\`npm run bench\` starts its peers beside Docket and prints this table; a number means something only beside the others of
its run. Medians of ${rounds} interleaved rounds of ${seconds} s. Load generator, servers and Postgres share the machine.

${table(rows)}

- Machine: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node.js ${process.versions.node}
- Postgres: the embedded one with its durable settings (\`fsync\` and \`synchronous_commit\` on)
- Commit ${commit}, ${new Date().toISOString().slice(0, 10)}
`;
  writeFileSync(FILE, text);
}
