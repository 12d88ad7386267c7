import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '#config';
import { AppModule } from './app.module.js';

/** The whole application, wired and not yet listening; the process and the tests run the same one. */
export async function createApp(
  config: Config,
  databaseUrl: string,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, databaseUrl),
    new FastifyAdapter({ forceCloseConnections: 'idle' }),
    { logger, abortOnError: false },
  );
}
