import { execFileSync } from 'node:child_process';

/** Processes whose command line names the text, other than this one. */
export function processesNaming(text: string): number[] {
  return execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && !match[2]!.startsWith('Z') && match[3]!.includes(text))
    .map((match) => Number(match![1]))
    .filter((pid) => pid !== process.pid);
}

/** At once and without mercy; a negative number is a whole group. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
