import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, type Config } from '#config';
import { configureHttp, createHttpAdapter, HttpModule } from '#http';
import { DocketLogger, PlatformModule } from '#platform';
import { createDatabaseClone } from './database.js';

export interface HttpApp {
  readonly port: number;
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Everything the process wrote to its log. */
  readonly log: string[];
  close(): Promise<void>;
}

class KeptLog extends DocketLogger {
  readonly lines: string[] = [];

  protected override printAsJson(...args: Parameters<DocketLogger['printAsJson']>): void {
    this.lines.push(JSON.stringify(this.getJsonLogObject(...args)));
  }
}

/** The HTTP edge as it really runs, around controllers that a test brings. */
export async function startHttpApp(
  controllers: Type[],
  settings: Record<string, string> = {},
): Promise<HttpApp> {
  const clone = await createDatabaseClone();
  const config: Config = loadConfig({ DOCKET_ADMIN_TOKEN: 'test-admin-token-0123456789', ...settings });

  @Module({ imports: [PlatformModule.with(config, clone.url), HttpModule], controllers })
  class HttpTestModule {}

  const logger = new KeptLog(false);
  const app = await NestFactory.create<NestFastifyApplication>(
    HttpTestModule,
    createHttpAdapter(config.http),
    { logger, abortOnError: false, bodyParser: false },
  );
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const port = Number(new URL(await app.getUrl()).port);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    app,
    log: logger.lines,
    close: async () => {
      await app.close();
      await clone.release();
    },
  };
}
