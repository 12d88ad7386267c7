import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '#config';
import { configureHttp, createHttpAdapter, Readiness } from '#http';
import { JobRunner } from '#jobs';
import { useLiveSockets } from '#live';
import { OpenApi } from '#openapi';
import type { RequestsInFlight } from '#platform';
import { AppModule } from './app.module.js';

/** The whole application, wired and not yet listening; the process and the tests run the same one. */
export async function createApp(
  config: Config,
  databaseUrl: string,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, databaseUrl),
    createHttpAdapter(config.http),
    { logger, abortOnError: false, bodyParser: false },
  );
  configureHttp(app);
  if (config.roles.has('api')) {
    app.get(OpenApi).of(app);
    useLiveSockets(app);
  }
  return app;
}

/** Takes nothing new; resolves when what was begun is done, or too late. */
export async function drain(
  app: NestFastifyApplication,
  requests: RequestsInFlight,
  tooLate: AbortSignal,
): Promise<void> {
  app.get(Readiness).drain();
  await Promise.all([requests.drain(tooLate), app.get(JobRunner).stop()]);
}
