import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '#kernel';
import { EmbeddedRefused } from './embedded-refused.js';

/** Makes the data folder if need be and makes sure that it can be written. */
export function openDataFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) {
      // The embedded Postgres of root is another user, who must get through.
      chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new EmbeddedRefused(
      `The data folder ${folder} can't be written (${errorCode(error) ?? 'unknown error'}). ` +
        'Make it writable for the user that runs Docket, or set DOCKET_DATA_DIR to a folder that is.',
    );
  }
}
