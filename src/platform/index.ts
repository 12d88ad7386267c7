export { atMost } from './cache/at-most.js';
export { LookupCache, type LookupCacheOptions } from './cache/lookup-cache.js';
export { Database } from './database/database.js';
export { GrowthStatistics } from './database/growth-statistics.js';
export { migrate, requireMigrated } from './database/migrations.js';
export type { Stop } from './database/notification-listener.js';
export { openDatabase } from './database/open-database.js';
export { checkDatabase, DatabaseRefused } from './database/preflight.js';
export { QUEUE_REVISION, QUEUE_SCHEMAS } from './database/queue-tables.js';
export {
  columnsOf,
  type Column,
  fieldList,
  insertList,
  recordInsert,
  recordsJson,
  recordset,
  selectList,
} from './database/record-sql.js';
export type { Statement, Tx } from './database/tx.js';
export { openAdminToken } from './embedded/admin-token.js';
export { backUp } from './embedded/backup.js';
export { openDataFolder } from './embedded/data-folder.js';
export { lockDataFolder } from './embedded/data-lock.js';
export { EmbeddedPostgres } from './embedded/embedded-postgres.js';
export { EmbeddedRefused } from './embedded/embedded-refused.js';
export { restore } from './embedded/restore.js';
export { GroupCommit } from './group-commit/group-commit.js';
export { explainListenError, ListenRefused, probeAddress } from './lifecycle/listen-address.js';
export { RequestsInFlight } from './lifecycle/requests-in-flight.js';
export { untilStopSignal } from './lifecycle/stop-signals.js';
export { correlationId, withCorrelationId } from './logging/correlation.js';
export { DocketLogger } from './logging/docket-logger.js';
export { safeText } from './logging/safe-text.js';
export { Metrics } from './metrics/metrics.js';
export { PrivateAddress } from './outbound/private-address.js';
export { requestOutside, type OutsidePlace } from './outbound/request-outside.js';
export { type Key, Keyset, type KeyShape, type Page } from './pagination/keyset.js';
export { PlatformModule } from './platform.module.js';
export { openQuickRedis, RECONNECTING, untilUsable } from './redis/open-redis.js';
