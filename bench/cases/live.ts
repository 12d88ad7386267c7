import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newSnowflake } from '#kernel';
import { steadily } from '../support/steadily.js';
import { stop } from '../support/process.js';
import { limitRow, type Row } from '../support/row.js';
import { signalMaker } from '../support/signals.js';
import { quantile } from '../support/statistics.js';
import { watch } from '../support/watch.js';
import type { BenchContext } from './context.js';

const PER_SECOND = 200;
const CONSOLES = 1_000;
const PEOPLE = 20;

interface Changed {
  readonly ticket: { readonly id: string; readonly updatedAt: string };
}

/** From the POST to the console's socket, and to a thousand of them. */
export async function benchLive(context: BenchContext): Promise<Row[]> {
  return [await postToSocket(context), await fanOut(context)];
}

async function postToSocket({ docket, bench, seconds }: BenchContext): Promise<Row> {
  const token = await bench.guild.moderator(newSnowflake(Date.now()));
  const socket = await watch(docket.url, token, bench.guild.guildId);
  const sentAt = new Map<string, number>();
  const seenAt = new Map<string, number>();
  socket.on('ticket.changed', ({ ticket }: Changed) => {
    if (!seenAt.has(ticket.id)) seenAt.set(ticket.id, performance.now());
  });
  try {
    const mark = Date.now();
    const make = signalMaker(`live-${mark}`);
    let sent = 0;
    await steadily(PER_SECOND, seconds * 2, async () => {
      const started = performance.now();
      const response = await fetch(`${docket.url}/v1/guilds/${bench.guild.guildId}/signals`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bench.source.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...make(), correlationKey: `live-${mark}-${(sent += 1)}` }),
      });
      const { ticketId } = (await response.json()) as { ticketId: string };
      sentAt.set(ticketId, started);
    });
    await untilAll(() => [...sentAt.keys()].every((id) => seenAt.has(id)));
    const delays = [...sentAt].map(([id, at]) => (seenAt.get(id) ?? Number.POSITIVE_INFINITY) - at);
    return limitRow(
      `POST to a console's socket at ${PER_SECOND} signals/s, p99`,
      'ms',
      quantile(delays, 0.99),
      150,
    );
  } finally {
    socket.disconnect();
  }
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

async function untilAll(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
