import pg from 'pg';
import { errorCode } from '#kernel';

const OLDEST = 15;
const NEWEST = 18;

/** Why Docket can't run on this database, in a sentence that says what to do. */
export class DatabaseRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseRefused';
  }
}

interface Facts {
  version: string;
  database: string;
  role: string;
  schema: string | null;
  mayCreate: boolean | null;
  readOnly: string;
}

/** Looks before anything is changed: can it be reached, is its version one we know, may we make tables. */
export async function checkDatabase(
  url: string,
  needsCreate: boolean,
  variable = 'DATABASE_URL',
): Promise<void> {
  const facts = await readFacts(url, variable);
  const major = Math.floor(Number(facts.version) / 10_000);
  if (major < OLDEST || major > NEWEST) {
    throw new DatabaseRefused(
      `${variable} leads to PostgreSQL ${major}; Docket needs ${OLDEST} to ${NEWEST}. Point it at one of these.`,
    );
  }
  if (facts.readOnly === 'on') {
    throw new DatabaseRefused(
      `${variable} leads to a read-only copy of the database. Point it at the primary server.`,
    );
  }
  if (needsCreate && facts.mayCreate !== true) {
    const schema = facts.schema ?? 'public';
    throw new DatabaseRefused(
      `The user ${facts.role} of ${variable} may not make tables in database ${facts.database}. ` +
        `As its owner run: GRANT USAGE, CREATE ON SCHEMA "${schema}" TO "${facts.role}"`,
    );
  }
}

async function readFacts(url: string, variable: string): Promise<Facts> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    application_name: 'docket-preflight',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(
      `SELECT current_setting('server_version_num') AS version, current_database() AS database, current_user AS role,
              current_schema() AS schema, has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate",
              current_setting('transaction_read_only') AS "readOnly"`,
    );
    if (!rows[0]) throw new Error('No answer');
    return rows[0];
  } catch (error) {
    throw new DatabaseRefused(explain(error, url, variable));
  } finally {
    await client.end().catch(() => {});
  }
}

function explain(error: unknown, url: string, variable: string): string {
  const where = serverOf(url);
  switch (errorCode(error) ?? '') {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} refused the user or the password of ${variable}. Correct them.`;
    case '3D000':
      return `The database that ${variable} names does not exist at ${where}. Create it: createdb NAME`;
    case '42501':
      return `The user of ${variable} may not connect to its database at ${where}. As its owner run: GRANT CONNECT ON DATABASE name TO user`;
    case '53300':
      return `PostgreSQL at ${where} has no connection left (${variable}). Raise max_connections or stop what holds them.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${variable} (${where}) has no address. Correct its name or the network's DNS.`;
    case 'ERR_INVALID_URL':
      return `${variable} is no valid URL. It must look like postgres://user:password@host:5432/database, with special characters percent-encoded.`;
    default: {
      const reason = errorCode(error) ?? (error instanceof Error ? error.message : 'unknown error');
      return `PostgreSQL can't be reached at ${where} (${reason}). Start it, or correct ${variable}.`;
    }
  }
}

/** Host and port of the URL and nothing secret. */
function serverOf(url: string): string {
  try {
    const { hostname, port, searchParams } = new URL(url);
    return searchParams.get('host') ?? `${hostname || 'localhost'}:${port || '5432'}`;
  } catch {
    return 'the given address';
  }
}
