import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newSnowflake } from '#kernel';
import { consoleDelays } from '../support/console-delays.js';
import { steadily } from '../support/steadily.js';
import { stop } from '../support/process.js';
import { limitRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import { quantile } from '../support/statistics.js';
import type { BenchContext } from './context.js';

const PER_SECOND = 200;
const CONSOLES = 1_000;
const PEOPLE = 20;

/** From the POST to the console's socket, and to a thousand of them. */
export async function benchLive(context: BenchContext): Promise<Row[]> {
  return [await postToSocket(context), await fanOut(context)];
}

async function postToSocket({ docket, bench, seconds }: BenchContext): Promise<Row> {
  const { seen } = await consoleDelays(docket, bench, PER_SECOND, seconds * 2);
  return limitRow(
    `POST to a console's socket at ${PER_SECOND} signals/s, p99`,
    'ms',
    quantile(seen, 0.99),
    150,
  );
}

/** The consoles live in a process of their own, which says how late each change came to each of them. */
async function fanOut({ docket, bench, seconds }: BenchContext): Promise<Row> {
  const tokens: string[] = [];
  for (let i = 0; i < PEOPLE; i += 1) tokens.push(await bench.guild.moderator(newSnowflake(Date.now())));
  const consoles = fork(fileURLToPath(new URL('../support/consoles.js', import.meta.url)), [
    docket.url,
    tokens.join(),
    bench.guild.guildId,
    String(CONSOLES),
  ]);
  try {
    await once(consoles, 'message');
    const mark = Date.now();
    const make = signalMaker(`fan-${mark}`);
    let sent = 0;
    await steadily(PER_SECOND, seconds * 2, async () => {
      const response = await fetch(`${docket.url}/v1/guilds/${bench.guild.guildId}/signals`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bench.source.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...make(), correlationKey: `fan-${mark}-${(sent += 1)}` }),
      });
      if (response.status !== 202) throw new Error(`Refused with ${response.status}`);
      await response.arrayBuffer();
    });
    const answered = once(consoles, 'message');
    consoles.send({ expect: sent });
    const [{ p99, missing }] = (await answered) as [{ p99: number; missing: number }];
    if (missing > 0) throw new Error(`${missing} changes never came to a console`);
    return limitRow(`${CONSOLES} consoles on one process at ${PER_SECOND} changes/s, p99`, 'ms', p99, 500);
  } finally {
    await stop(consoles);
  }
}
