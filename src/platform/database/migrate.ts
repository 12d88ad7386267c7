import { Logger } from '@nestjs/common';
import { ConfigError, loadConfig, processEnvironment } from '#config';
import { DocketLogger } from '../logging/docket-logger.js';
import { migrate } from './migrations.js';
import { checkDatabase, DatabaseRefused } from './preflight.js';

/** `node dist/app/migrate.js`: for deployments whose processes start with DOCKET_MIGRATE=off. */
Logger.overrideLogger(new DocketLogger(process.stdout.isTTY));
try {
  const { url } = loadConfig(processEnvironment()).database;
  if (url === null) throw new DatabaseRefused('Set DATABASE_URL to the database to bring up to date.');
  await checkDatabase(url, true);
  await migrate(url);
  process.stdout.write('The tables are up to date.\n');
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof DatabaseRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
