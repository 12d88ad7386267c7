import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, localUrl, type Config } from '#config';
import {
  checkDatabase,
  DatabaseRefused,
  EmbeddedPostgres,
  EmbeddedRefused,
  explainListenError,
  ListenRefused,
  lockDataFolder,
  migrate,
  openAdminToken,
  openDataFolder,
  probeAddress,
  requireMigrated,
  RequestsInFlight,
} from '#platform';
import { Resources } from './resources.js';

const DRAIN_MS = 10_000;

export interface Running {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** Where the administrator's token lies, and the token itself when this start made it. */
  readonly adminToken: { readonly path: string; readonly firstSeen: string | null } | null;
}

/**
 * Everything between reading the settings and being ready; what it opens goes into `resources`. Told to stop, it
 * throws as soon as what it opened can be closed.
 */
export async function boot(
  given: Config,
  logger: LoggerService,
  resources: Resources,
  stop: AbortSignal,
): Promise<Running> {
  openDataFolder(given.dataDir);
  if (given.database.url === null) {
    const lock = lockDataFolder(given.dataDir);
    resources.add({ close: () => lock.release(), abandon: () => lock.release() });
  }
  const port = await probeAddress(given.http.host, given.http.port);
  const admin = given.adminToken === null ? openAdminToken(given.dataDir) : null;
  const embedded = given.database.url === null ? await startEmbedded(given, resources) : null;
  stop.throwIfAborted();
  const config: Config = {
    ...given,
    http: {
      ...given.http,
      port,
      publicUrl: given.http.port === 0 ? withPort(given, port) : given.http.publicUrl,
    },
    analytics: { url: given.analytics.url ?? embedded?.url('docket_analytics') ?? null },
    adminToken: given.adminToken ?? admin?.token ?? null,
  };
  const databaseUrl = given.database.url ?? embedded?.url('docket') ?? '';
  await prepareTables(config, databaseUrl);
  stop.throwIfAborted();

  // Most of the code, and of no use before. Not beside it: loading blocks, and connections that open would time out.
  const { createApp, drain } = await import('./create-app.js');
  stop.throwIfAborted();
  const app = await createApp(config, databaseUrl, logger);
  resources.add({ close: () => app.close() });
  const requests = new RequestsInFlight(app);
  resources.add({
    close: () => drain(app, requests, AbortSignal.timeout(DRAIN_MS)),
  });
  try {
    await app.listen(port, config.http.host);
  } catch (error) {
    throw explainListenError(error, config.http.host, port);
  }
  stop.throwIfAborted();
  return {
    app,
    config,
    adminToken: admin && { path: admin.path, firstSeen: admin.isNew ? admin.token : null },
  };
}

/** Errors that are told in their sentence alone: whoever started the process can put them right. */
export function isForOperator(error: unknown): error is Error {
  return [ConfigError, DatabaseRefused, EmbeddedRefused, ListenRefused].some((kind) => error instanceof kind);
}

async function startEmbedded(config: Config, resources: Resources): Promise<EmbeddedPostgres> {
  const abandoning = new AbortController();
  resources.add({ close: () => undefined, abandon: () => abandoning.abort() });
  const folder = `${config.dataDir}/postgres`;
  const embedded = await EmbeddedPostgres.start(
    folder,
    ['docket', 'docket_analytics'],
    {},
    abandoning.signal,
  );
  resources.add({ close: () => embedded.stop(), abandon: () => embedded.abandon() });
  return embedded;
}

async function prepareTables(config: Config, databaseUrl: string): Promise<void> {
  const { migrateAtStart } = config.database;
  if (config.database.url !== null) await checkDatabase(databaseUrl, migrateAtStart);
  await (migrateAtStart ? migrate(databaseUrl) : requireMigrated(databaseUrl));
}

function withPort({ http }: Config, port: number): string {
  return http.publicUrl === localUrl(http.host, 0) ? localUrl(http.host, port) : http.publicUrl;
}
