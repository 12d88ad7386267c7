import type { Database, Statement, Tx } from '#platform';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that ran, and every step of its plans. */
export interface ExplainedStatement {
  readonly text: string;
  readonly params: readonly unknown[];
  readonly steps: readonly PlanNode[];
}

/**
 * A database that explains each statement before it runs it, so that a test sees the plans of the very SQL that
 * runs. Planned as if scans were as good as any other way, which connections are otherwise told they are not.
 * A statement that connections plan once is explained for any values too.
 */
export class ExplainingDatabase implements Tx {
  readonly statements: ExplainedStatement[] = [];

  constructor(private readonly database: Database) {}

  async query<Row>(sql: string | Statement, params: readonly unknown[] = []): Promise<Row[]> {
    await this.database.transaction((tx) => this.explain(tx, sql, params));
    return this.database.query<Row>(sql, params);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => {
      const explained: Tx = {
        query: async (sql, params = []) => {
          await this.explain(tx, sql, params);
          return tx.query(sql, params);
        },
      };
      return work(explained);
    });
  }

  /** How many rows the scans of a statement read when it runs, those included that it then leaves out. */
  async rowsRead({ text, params }: ExplainedStatement): Promise<number> {
    const plans = await this.database.query<Plans>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      params,
    );
    return plans
      .flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => stepsOf(Plan)))
      .filter((step) => step['Node Type'].includes('Scan'))
      .map((step) => {
        const each = (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0);
        return each * (step['Actual Loops'] ?? 1);
      })
      .reduce((a, b) => a + b, 0);
  }

  private async explain(tx: Tx, sql: string | Statement, params: readonly unknown[]): Promise<void> {
    const text = typeof sql === 'string' ? sql : sql.text;
    // A setting has no plan.
    if (text.startsWith('SET ')) return;
    await tx.query(`SET LOCAL enable_seqscan = on`);
    const plans = await tx.query<Plans>(`EXPLAIN (FORMAT JSON) ${text}`, params);
    if (typeof sql !== 'string') {
      plans.push(...(await tx.query<Plans>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`)));
    }
    const steps = plans.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => stepsOf(Plan)));
    this.statements.push({ text, params, steps });
    await tx.query(`SET LOCAL enable_seqscan TO DEFAULT`);
  }
}

interface Plans {
  readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[];
}

function stepsOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(stepsOf)];
}
