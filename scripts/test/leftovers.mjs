import { execFileSync } from 'node:child_process';

/** Processes whose command line names the folder of this run. */
export function leftovers(folder) {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && match[2].includes(folder))
    .map(([, pid, command]) => ({ pid: Number(pid), command: command.slice(0, 200) }));
}
