import { build, run } from './prepare.mjs';

await run(() => build({ always: true, types: true }));
