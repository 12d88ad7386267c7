import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { asDomainError, isConnectionLoss, isConsequence, isRepeatable } from './database-errors.js';
import type { NotificationListener, Stop } from './notification-listener.js';
import type { Statement, Tx } from './tx.js';

const ATTEMPTS = 4;

/** What a transaction begins with. */
const CHANGE: Statement = { name: 'begin_change', text: 'BEGIN ISOLATION LEVEL READ COMMITTED' };
const LOOK: Statement = { name: 'begin_look', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' };

/**
 * The way to Postgres. It speaks to the connection pool that TypeORM opened: raw SQL in, rows out, also
 * for UPDATE and DELETE with RETURNING. 64-bit numbers come as strings.
 */
@Injectable()
export class Database implements Tx {
  constructor(
    private readonly pool: Pool,
    private readonly listener: NotificationListener,
  ) {}

  async query<Row>(sql: string | Statement, params?: readonly unknown[]): Promise<Row[]> {
    try {
      return await run<Row>(this.pool, sql, params);
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /**
   * Runs the work in one READ COMMITTED transaction. Work that Postgres rolled back for a deadlock or a
   * serialization failure is run again a few times, so it must have no effect but through its `tx`. What it asks
   * of `last` is sent together with the COMMIT, which saves a round trip: the last statement, at most once.
   */
  async transaction<T>(work: (tx: Tx, last: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(CHANGE, work);
      } catch (error) {
        if (!isRepeatable(error) || attempt === ATTEMPTS) throw asDomainError(error);
        await delay(attempt * 5 + Math.random() * 20);
      }
    }
  }

  /** Everything the work reads is as it was at one moment; it can write nothing. */
  async snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.attempt(LOOK, work);
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /**
   * Calls back with the payload of every notification on the channel, and with null after the connection
   * was lost and made again: what was said in between is unknown, so look for yourself.
   */
  listen(channel: string, onPayload: (payload: string | null) => void): Promise<Stop> {
    return this.listener.listen(channel, onPayload);
  }

  /** The pool just now: connections, those of them at rest, and calls that wait for one. */
  connections(): { total: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  private async attempt<T>(begin: Statement, work: (tx: Tx, last: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    // Of statements sent together those behind a failed one fail for it, and any of them may be heard first.
    const failures: unknown[] = [];
    const query = async <Row>(sql: string | Statement, params?: readonly unknown[]): Promise<Row[]> => {
      try {
        return await run<Row>(client, sql, params);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    };
    try {
      // Not awaited by itself: the driver sends it ahead of the work's first statement.
      const begun = run(client, begin, undefined);
      begun.catch(() => {});
      let committing: Promise<unknown> | null = null;
      const last: Tx = {
        query: async <Row>(sql: string | Statement, params?: readonly unknown[]) => {
          const answer = query<Row>(sql, params);
          committing = commit(client);
          // A statement that fails makes a rollback of the COMMIT behind it; its own error says why.
          committing.catch(() => {});
          return answer;
        },
      };
      const result = await work({ query }, last);
      await begun;
      await (committing ?? commit(client));
      return result;
    } catch (heard) {
      const error = isConsequence(heard) ? failures[0] : heard;
      broken = isConnectionLoss(error);
      if (!broken) broken = await rollback(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function run<Row>(
  on: Pool | PoolClient,
  sql: string | Statement,
  params: readonly unknown[] | undefined,
): Promise<Row[]> {
  const values = params as unknown[] | undefined;
  const { rows } =
    typeof sql === 'string'
      ? await on.query(sql, values)
      : await on.query({ name: sql.name, text: sql.text, ...(values === undefined ? {} : { values }) });
  return rows;
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  // Postgres answers the COMMIT of a failed transaction with ROLLBACK and no error.
  if (command !== 'COMMIT')
    throw new Error('The transaction had failed: its work swallowed an error of the database');
}

/** True when the connection can't be used any more. */
async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return false;
  } catch {
    return true;
  }
}
