import Sequencer from '@jest/test-sequencer';

/** What takes longest, and what waits most: begun last, one worker would end long after the others. */
const SLOW = [
  // The heaviest of all, beside two that mostly wait.
  'test/e2e/chaos',
  'test/e2e/killed-before',
  'test/integration/jobs/contract/processes',
  'test/e2e/',
  'test/demo/stop-demo',
  'test/integration/tickets/hot-queries',
  'test/integration/openapi/hostile-input',
  'test/integration/jobs/',
  'test/integration/intake/shared-rates',
  'test/integration/tickets/stale',
  'test/integration/discord/',
  'test/integration/live/',
  'test/integration/',
];

/** Begins with the slow files; Jest knows them only from an earlier run, which a fresh clone has not had. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a.path) - place(b.path));
  }
}

function place(path) {
  const at = SLOW.findIndex((part) => path.includes(`/dist/${part}`));
  return at < 0 ? SLOW.length : at;
}
