import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedRefused } from './embedded-refused.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { SystemUser } from './postgres-user.js';

/** The superuser of the embedded Postgres; there is nobody else in it. */
export const CLUSTER_USER = 'docket';

/** Settings of the environment that must not reach Postgres: it gets none of ours, which hold secrets. */
export const CLUSTER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/**
 * The database files in the folder, made at first. They are made beside their place and moved there when
 * complete, so that a start cut off half-way leaves nothing to repair.
 */
export async function openCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  abandoned?: AbortSignal,
): Promise<Cluster> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, user ? 0o711 : 0o700);
  if (!existsSync(data)) {
    const password = randomBytes(24).toString('base64url');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const unfinished = join(folder, 'data.new');
    rmSync(unfinished, { recursive: true, force: true });
    await initialise(unfinished, password, binaries, user, abandoned);
    renameSync(unfinished, data);
  }
  return { folder, data, log: join(folder, 'postgres.log'), password: readFileSync(passwordFile, 'utf8') };
}

async function initialise(
  data: string,
  password: string,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  abandoned?: AbortSignal,
): Promise<void> {
  const passwordFile = `${data}.password`;
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const making = promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${CLUSTER_USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorts alike on every machine, and knows upper and lower case beyond ASCII.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...user, cwd: data, env: CLUSTER_ENVIRONMENT },
    );
    abandoned?.addEventListener('abort', () => making.child.kill('SIGKILL'), { once: true });
    await making;
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new EmbeddedRefused(
      `The embedded Postgres can't be set up in ${data}: ${output.split('\n').at(-1)}. Free some space or set DOCKET_DATA_DIR to another folder, or set DATABASE_URL.`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
