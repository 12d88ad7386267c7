import { build, install, requireNode, run } from './prepare.mjs';

/** `npm run demo [-- --seed 7 --speed 60 --until 10:00 --stay]`: a busy day of a server, without Discord. */
await run(async () => {
  requireNode();
  install();
  await build();
  process.setSourceMapsEnabled(true);
  await import('../dist/test/demo/demo-main.js');
});
