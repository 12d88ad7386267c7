import { Logger } from '@nestjs/common';
import { loadConfig, processEnvironment } from '#config';
import { DocketLogger, untilStopSignal } from '#platform';
import { boot, isForOperator } from './boot.js';
import { greeting } from './greeting.js';
import { Resources } from './resources.js';

const STOP_WITHIN_MS = 30_000;

const logger = new DocketLogger(process.stdout.isTTY);
Logger.overrideLogger(logger);
const resources = new Resources();

const stopping = new AbortController();
const stopSignal = untilStopSignal(() => abandon('A second signal: stopping at once'));
void stopSignal.then(() => stopping.abort());
process.on('uncaughtException', (error) => fail(error));
process.on('unhandledRejection', (reason) => fail(reason));

try {
  const running = await boot(loadConfig(processEnvironment()), logger, resources, stopping.signal);
  process.stdout.write(greeting(running));
  const signal = await stopSignal;
  logger.log({ signal }, 'Stopping', 'Docket');
  setTimeout(() => abandon('Not stopped in time: stopping at once'), STOP_WITHIN_MS).unref();
  await resources.close();
  process.exit(0);
} catch (error) {
  // What fails once it is to stop mostly fails for that.
  if (stopping.signal.aborted) logger.log({ error }, 'Stopped while starting', 'Docket');
  else if (isForOperator(error)) process.stderr.write(`${error.message}\n`);
  else logger.fatal({ error }, 'Docket could not start', 'Docket');
  await resources.close();
  process.exit(stopping.signal.aborted ? 0 : 1);
}

/** A defect: what is in memory can't be trusted any more, and what counts is in Postgres. */
function fail(error: unknown): void {
  logger.fatal({ error }, 'An unexpected error; stopping', 'Docket');
  abandon('Stopping at once');
}

function abandon(why: string): void {
  logger.warn({}, why, 'Docket');
  resources.abandon();
  process.exit(1);
}
