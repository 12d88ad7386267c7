import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedRefused } from './embedded-refused.js';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';
const WAYS_OUT = 'Run Docket as an ordinary user, or set DATABASE_URL.';

/** Postgres refuses to be root: root runs it as the user `postgres`, made when there is none. Null: as ourselves. */
export function postgresUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync('groupadd', ['--system', '--force', NAME], { stdio: 'ignore' });
    execFileSync(
      'useradd',
      ['--system', '--gid', NAME, '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    // Whether it worked is seen below.
  }
  const made = lookUp();
  if (made) return made;
  throw new EmbeddedRefused(
    `Postgres can't run as root, and the user ${NAME} that it would run as can't be made. Create it (useradd ${NAME}). ${WAYS_OUT}`,
  );
}

/** Every folder on the way must let the user through; the first that doesn't is named. */
export function requireReach(user: SystemUser | null, path: string, what: string): void {
  if (user === null) return;
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      throw new EmbeddedRefused(
        `Postgres can't run as root, and the user ${NAME} that it runs as can't reach ${what}: ` +
          `${folder} is closed to others (mode ${(mode & 0o777).toString(8).padStart(4, '0')}). ` +
          `Move Docket to a folder such as /opt/docket, or open the way: chmod o+x ${folder}. ${WAYS_OUT}`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

function lookUp(): SystemUser | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, NAME], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
