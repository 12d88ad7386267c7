import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '#kernel';
import { EmbeddedRefused } from './embedded-refused.js';
import { startOf } from './process-facts.js';

export interface DataLock {
  release(): void;
}

/**
 * One process at a time runs the embedded Postgres of a folder. The lock names its process and when that
 * started; it is void when that process is gone, even if the number lives on in another.
 */
export function lockDataFolder(folder: string): DataLock {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}`;
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, mine, { mode: 0o600 });
  try {
    while (!tryLink(unfinished, path)) {
      const holder = read(path);
      if (holder === null) continue;
      const [pid, start] = splitOnce(holder);
      if (startOf(Number(pid)) === start) {
        throw new EmbeddedRefused(
          `Docket runs already on the data folder ${folder} (process ${pid}). Stop it first: kill ${pid}. ` +
            'For a second installation set DOCKET_DATA_DIR and PORT; for more processes of one, set DATABASE_URL.',
        );
      }
      setAside(path, holder);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
  return {
    release: () => {
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}

/** Takes a void lock away; when it was another's new one by then, gives it back. */
function setAside(path: string, holder: string): void {
  const aside = `${path}.void.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== holder && !existsSync(path)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
