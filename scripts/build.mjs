import { build, run } from './prepare.mjs';

await run(() => build('checked', { always: true }));
