import { build, install, requireNode, run } from './prepare.mjs';

/** `npm start`: from a fresh clone to a running Docket. It runs in this process, so signals reach it directly. */
await run(async () => {
  requireNode();
  install();
  await build();
  await import('../dist/app/main.js');
});
