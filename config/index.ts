export {
  CONFIG,
  type Config,
  type DatabaseConfig,
  type DiscordConfig,
  type HttpConfig,
  type S3Config,
} from './config.js';
export { databaseOptions, migrationOptions, newestMigration } from './data-source.js';
export { PROCESS_ROLES, type ProcessRole } from './environment.js';
export { ConfigError, loadConfig, localUrl } from './load-config.js';
export { ROOT } from './places.js';
export { processEnvironment } from './process-environment.js';
