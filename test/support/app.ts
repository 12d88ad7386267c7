import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, type Config } from '#config';
import { DocketLogger, RequestsInFlight } from '#platform';
import { createApp } from '../../src/create-app.js';
import { createDatabaseClone } from './database.js';
import { keptPort } from './kept-port.js';

export interface TestApp {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly config: Config;
  readonly databaseUrl: string;
  readonly adminToken: string;
  close(): Promise<void>;
}

/** The API alone: what it answers and tells, and no job that is run. It takes half as long to start as the whole. */
export function startTestApi(overrides: Partial<Config> = {}, beside?: string): Promise<TestApp> {
  return startTestApp({ roles: new Set(['api']), ...overrides }, beside);
}

/** The whole application in this process, listening, on a database of its own or beside another one on its. */
export async function startTestApp(overrides: Partial<Config> = {}, beside?: string): Promise<TestApp> {
  const clone = beside === undefined ? await createDatabaseClone() : { url: beside, release: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'docket-app-'));
  const adminToken = 'test-admin-token-0123456789';
  const port = await keptPort();
  const config: Config = {
    ...loadConfig({ PORT: String(port), DOCKET_DATA_DIR: dataDir, DOCKET_ADMIN_TOKEN: adminToken }),
    database: { url: clone.url, migrateAtStart: false },
    ...overrides,
  };
  const logger = new DocketLogger(false);
  logger.setLogLevels(['error', 'fatal']);
  const app = await createApp(config, clone.url, logger);
  const requests = new RequestsInFlight(app);
  await app.listen(port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    config,
    databaseUrl: clone.url,
    adminToken,
    close: async () => {
      await requests.drain(AbortSignal.timeout(5_000));
      await app.close();
      await clone.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
