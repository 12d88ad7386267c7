import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: what is read at run time and not compiled lies in it. */
export const ROOT = above('package.json');

/** The output this runs from, `dist/` or the bundled `dist/app/`: entities and migrations are found in it. */
export const OUTPUT = above('migrations');

function above(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, name))) {
    if (folder === dirname(folder)) throw new Error(`There is no ${name} in any folder above`);
    folder = dirname(folder);
  }
  return folder;
}
