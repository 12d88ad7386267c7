import type { Tx } from '#platform';

/** Small, and the same wherever an installation runs: they would stay on the coordinator. */
export const HERE_FOR_ALL = [
  'dead_jobs',
  'job_rates',
  'job_workers',
  'long_jobs',
  'periodic_work',
  'work_leases',
] as const;

/** Every table that would be spread, months included, and the column that says where a row goes. */
export async function guildColumns(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'guild_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)`,
    [HERE_FOR_ALL],
  );
  return new Map([['guilds', 'id'], ...rows.map(({ name }) => [name, 'guild_id'] as const)]);
}
