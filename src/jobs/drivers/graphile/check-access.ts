import { DatabaseRefused, QUEUE_SCHEMAS, type Tx } from '#platform';

const ACCESS = `
  SELECT current_user AS role, pg_get_userbyid(c.relowner) AS owner,
         NOT has_schema_privilege(n.oid, 'USAGE') OR NOT has_table_privilege(c.oid, 'SELECT')
           OR NOT has_table_privilege(c.oid, 'INSERT') OR NOT has_table_privilege(c.oid, 'UPDATE')
           OR NOT has_table_privilege(c.oid, 'DELETE') OR row_security_active(c.oid) AS refused
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relname = '_private_jobs' AND n.nspname = ANY($1)`;

/** graphile-worker shuts its tables to all but their owner, which would show only when a job is added. */
export async function checkAccess(tx: Tx): Promise<void> {
  const rows = await tx.query<{ role: string; owner: string; refused: boolean }>(ACCESS, [
    Object.values(QUEUE_SCHEMAS),
  ]);
  const refused = rows.find((row) => row.refused);
  if (!refused) return;
  const { role, owner } = refused;
  throw new DatabaseRefused(
    `Without REDIS_URL jobs are kept in Postgres, in tables that only their owner may use, and the user ${role} ` +
      `of DATABASE_URL is not. As a superuser run: GRANT "${owner}" TO "${role}", or set REDIS_URL.`,
  );
}
