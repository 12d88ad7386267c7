/** Test files run side by side on one Redis: each that flushes has a database of its own, named here. */
const DATABASES = {
  'jobs-running': 1,
  'jobs-outage': 2,
  'dead-jobs': 3,
  'jobs-keys': 4,
  'jobs-failing': 5,
  'jobs-long': 6,
  'jobs-processes': 7,
} as const;

/** The URL of a test file's own Redis database; `npm test` starts the server. */
export function testRedisUrl(file: keyof typeof DATABASES): string {
  const server = process.env['DOCKET_TEST_REDIS_URL'];
  if (!server) throw new Error('DOCKET_TEST_REDIS_URL is not set: start the tests with npm test');
  return `${server}/${DATABASES[file]}`;
}
