import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build, install, requireNode, ROOT, run } from './prepare.mjs';

/** `npm run bench [-- [--quick] [case …]]`: measures Docket beside its peers and prints the ratios. */
await run(async () => {
  requireNode();
  install();
  await build();
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', 'dist/bench/main.js', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
});
