import pg from 'pg';

export interface DatabaseClient {
  query(sql: string, params?: readonly unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Looks into the database of an application from outside. */
export async function openDatabaseClient(url: string): Promise<DatabaseClient> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    query: async (sql, params = []) => (await client.query(sql, [...params])).rows,
    close: () => client.end(),
  };
}
