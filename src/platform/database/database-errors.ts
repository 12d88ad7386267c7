import { DomainError, errorCode } from '#kernel';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '25006', // read_only_sql_transaction: this server has just become a replica
  '25P03', // idle_in_transaction_session_timeout
  '3D000', // the database isn't there (yet)
]);
/** Connection exceptions, and too little of something: connections, memory, disk. */
const UNREACHABLE_CLASSES = ['08', '53'];
/** What pg says, without a code, when its socket or its pool is gone. */
const GONE =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Query read timeout|Client was closed|after calling end on the pool/i;

const QUERY_CANCELED = '57014';
const IN_FAILED_TRANSACTION = '25P02';
const REPEATABLE = new Set(['40001', '40P01']); // serialization_failure, deadlock_detected

/** Rolled back by Postgres for the sake of another transaction: the same work can succeed. */
export function isRepeatable(error: unknown): boolean {
  return REPEATABLE.has(errorCode(error) ?? '');
}

/** Says only that an earlier statement of the transaction has failed, not why. */
export function isConsequence(error: unknown): boolean {
  return errorCode(error) === IN_FAILED_TRANSACTION;
}

export function isConnectionLoss(error: unknown): boolean {
  const code = errorCode(error);
  if (code === null) return error instanceof Error && GONE.test(error.message);
  // The socket of a server that is down; any other file that is missing is none of ours.
  if (code === 'ENOENT') return isObject(error) && 'syscall' in error && error.syscall === 'connect';
  return UNREACHABLE.has(code) || (code.length === 5 && UNREACHABLE_CLASSES.includes(code.slice(0, 2)));
}

/** What callers see: a refusal worth retrying when the database isn't there, the error itself otherwise. */
export function asDomainError(error: unknown): unknown {
  if (isConnectionLoss(error)) {
    return withCause(
      'database_unavailable',
      'The database cannot be reached just now. Try again in a moment.',
      error,
    );
  }
  if (errorCode(error) === QUERY_CANCELED) {
    return withCause(
      'database_timeout',
      'The database took too long to answer. Try again in a moment.',
      error,
    );
  }
  if (isRepeatable(error)) {
    return withCause(
      'database_busy',
      'Others are changing the same thing just now. Try again in a moment.',
      error,
    );
  }
  return error;
}

function withCause(code: string, message: string, cause: unknown): DomainError {
  const refusal = new DomainError('unavailable', code, message);
  refusal.cause = cause;
  return refusal;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
