import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '#kernel';

export interface AdminToken {
  readonly token: string;
  readonly path: string;
  readonly isNew: boolean;
}

/** The administrator's token in the data folder, made at first; only this user can read it. */
export function openAdminToken(folder: string): AdminToken {
  const path = join(folder, 'admin-token');
  const isNew = !existsSync(path) && make(path);
  return { token: readFileSync(path, 'utf8').trim(), path, isNew };
}

/** False: another process was first. A link appears complete or not at all. */
function make(path: string): boolean {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `docket_admin_${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unfinished);
  }
}
