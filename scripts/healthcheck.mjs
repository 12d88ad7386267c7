/** For a container's HEALTHCHECK: whether the process in it answers. Not whether the database does: that is no reason to restart. */
const { PORT = '3000' } = process.env;
const healthy = await fetch(`http://127.0.0.1:${PORT}/healthz`, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exitCode = healthy ? 0 : 1;
