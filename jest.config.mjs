/** Tests run on the build output (`dist/`): what is tested is what is shipped. */
export default {
  testEnvironment: '<rootDir>/scripts/test/leak-environment.mjs',
  testRunner: '<rootDir>/scripts/test/native/runner.mjs',
  transform: {},
  roots: ['<rootDir>/dist/src', '<rootDir>/dist/test', '<rootDir>/dist/config', '<rootDir>/dist/bench'],
  testMatch: ['**/*.spec.js'],
  testTimeout: 60_000,
  testSequencer: '<rootDir>/scripts/test/slow-first.mjs',
  // One for each of two cores: a third makes what waits for others late and nothing faster.
  maxWorkers: 2,
};
