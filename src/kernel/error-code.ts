/** The `code` of a system's or a database's error: `ENOENT`, `23505`. Null for errors that have none. */
export function errorCode(error: unknown): string | null {
  if (error === null || typeof error !== 'object' || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
