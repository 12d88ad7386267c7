import { resolve } from 'node:path';
import { build, install, Refusal, requireNode, run } from './prepare.mjs';

/** `npm run backup -- FOLDER`: copies the data folder, also while Docket runs on it. */
await run(async () => {
  const [target] = process.argv.slice(2);
  if (!target) throw new Refusal('Say where to: npm run backup -- FOLDER');
  requireNode();
  install();
  await build();
  const { loadConfig, processEnvironment } = await import('../dist/config/index.js');
  // Not by the door of the platform, behind which all of it is loaded.
  const { backUp } = await import('../dist/src/platform/embedded/backup.js');
  const { dataDir } = loadConfig(processEnvironment());
  await backUp(dataDir, resolve(target));
  console.log(`Backed up ${dataDir} to ${resolve(target)}`);
});
