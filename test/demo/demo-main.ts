import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { loadConfig } from '#config';
import { DocketLogger, untilStopSignal } from '#platform';
import { boot, isForOperator } from '../../src/boot.js';
import { Resources } from '../../src/resources.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { demoOptions } from './options.js';

const ADMIN_TOKEN = 'demo-admin-token-of-this-machine';

const logger = new DocketLogger(process.stdout.isTTY);
logger.setLogLevels(['error', 'fatal']);
Logger.overrideLogger(logger);
const resources = new Resources();
const stopping = new AbortController();
const stopSignal = untilStopSignal(() => {
  resources.abandon();
  process.exit(1);
});
const stopped = stopSignal.then((): never => {
  console.log('Stopping …');
  stopping.abort();
  throw stopping.signal.reason;
});
stopped.catch(() => undefined);

try {
  const options = demoOptions(process.argv.slice(2));
  const dataDir = mkdtempSync(join(tmpdir(), 'docket-demo-'));
  // The user of an embedded Postgres reads it too.
  chmodSync(dataDir, 0o755);
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  // Also where nothing is waited for: a Postgres that is ending still writes into it for a moment.
  resources.add({ close: remove, abandon: remove });
  const discord = await DiscordServer.start();
  resources.add({ close: () => discord.stop() });
  console.log('Starting a Discord of its own and Docket …');
  const config = loadConfig({
    PORT: process.env['PORT'],
    DOCKET_DATA_DIR: dataDir,
    DOCKET_ADMIN_TOKEN: ADMIN_TOKEN,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  });
  const running = await boot(config, logger, resources, stopping.signal);
  // Loaded only now: Ctrl-C is heard from the beginning.
  const { openHarbour, planDay, playDay, Shift, summary } = await import('./day.js');
  const harbour = await Promise.race([openHarbour(discord, running), stopped]);
  const url = running.config.http.publicUrl;
  console.log(`Docket listens on ${url}, its documentation is ${url}/docs`);
  console.log(`The admin token of this demo: ${ADMIN_TOKEN}`);
  console.log(`Its queue: ${url}/v1/guilds/${harbour.guild.id}/tickets\n`);

  const shift = new Shift(harbour);
  await playDay(planDay(options.seed), harbour, shift, options, stopping.signal);
  console.log(`\n${await summary(running, harbour, shift)}`);
  if (options.stay && !stopping.signal.aborted) {
    console.log('It stays up; Ctrl-C stops it.');
    await stopSignal;
  }
  await resources.close();
  process.exit(0);
} catch (error) {
  const wasStopped = stopping.signal.aborted;
  // What fails once it is to stop fails for that.
  if (!wasStopped) console.error(isForOperator(error) ? error.message : error);
  await resources.close();
  process.exit(wasStopped ? 0 : 1);
}
