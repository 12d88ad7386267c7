/** Tests run on the build output (`dist/`): what is tested is what is shipped. */
export default {
  testEnvironment: '<rootDir>/scripts/test/leak-environment.mjs',
  testRunner: '<rootDir>/scripts/test/native/runner.mjs',
  transform: {},
  roots: ['<rootDir>/dist/src', '<rootDir>/dist/test', '<rootDir>/dist/config', '<rootDir>/dist/bench'],
  testMatch: ['**/*.spec.js'],
  testTimeout: 60_000,
  testSequencer: '<rootDir>/scripts/test/slow-first.mjs',
  // One more than two cores have: a third of the time a file waits, for a process, a clock or Postgres.
  maxWorkers: 3,
};
