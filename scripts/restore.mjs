import { resolve } from 'node:path';
import { build, install, Refusal, requireNode, run } from './prepare.mjs';

/** `npm run restore -- FOLDER`: makes the data folder from a backup; what is there already is not touched. */
await run(async () => {
  const [backup] = process.argv.slice(2);
  if (!backup) throw new Refusal('Say where from: npm run restore -- FOLDER');
  requireNode();
  install();
  await build();
  const { loadConfig, processEnvironment } = await import('../dist/config/index.js');
  // Not by the door of the platform, behind which all of it is loaded.
  const { restore } = await import('../dist/src/platform/embedded/restore.js');
  const { dataDir } = loadConfig(processEnvironment());
  await restore(resolve(backup), dataDir);
  console.log(`Restored ${resolve(backup)} to ${dataDir}. Start Docket: npm start`);
});
