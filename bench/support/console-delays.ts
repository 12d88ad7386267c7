import { setTimeout as delay } from 'node:timers/promises';
import { newSnowflake } from '#kernel';
import type { BenchGuild, RunningDocket } from './docket.js';
import { signalMaker } from './signals.js';
import { steadily } from './steadily.js';
import { watch } from './watch.js';

/** Until code that runs all the time is compiled. */
const WARM_UP_SECONDS = 3;
const ARRIVES_WITHIN_MS = 10_000;

interface Changed {
  readonly ticket: { readonly id: string };
}

/** Milliseconds from each POST of a signal to its answer, and to the socket of a console. */
export interface ConsoleDelays {
  readonly answered: readonly number[];
  readonly seen: readonly number[];
}

/** Posts signals that each open a ticket, evenly, and watches them come. What never comes counts as infinite. */
export async function consoleDelays(
  docket: RunningDocket,
  { guild, source }: BenchGuild,
  perSecond: number,
  seconds: number,
): Promise<ConsoleDelays> {
  const socket = await watch(docket.url, await guild.moderator(newSnowflake(Date.now())), guild.guildId);
  const seenAt = new Map<string, number>();
  socket.on('ticket.changed', ({ ticket }: Changed) => {
    if (!seenAt.has(ticket.id)) seenAt.set(ticket.id, performance.now());
  });
  const mark = `console-${Date.now()}`;
  const make = signalMaker(mark);
  let made = 0;
  const post = async (): Promise<{ ticketId: string; sentAt: number; answeredAt: number }> => {
    const body = JSON.stringify({ ...make(), correlationKey: `${mark}-${(made += 1)}` });
    const sentAt = performance.now();
    const response = await fetch(`${docket.url}/v1/guilds/${guild.guildId}/signals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${source.token}`, 'content-type': 'application/json' },
      body,
    });
    if (response.status !== 202) throw new Error(`Refused with ${response.status}`);
    const { ticketId } = (await response.json()) as { ticketId: string };
    return { ticketId, sentAt, answeredAt: performance.now() };
  };
  try {
    await steadily(perSecond, WARM_UP_SECONDS, async () => void (await post()));
    const posted: Awaited<ReturnType<typeof post>>[] = [];
    await steadily(perSecond, seconds, async () => void posted.push(await post()));
    const deadline = performance.now() + ARRIVES_WITHIN_MS;
    while (posted.some(({ ticketId }) => !seenAt.has(ticketId)) && performance.now() < deadline) {
      await delay(20);
    }
    return {
      answered: posted.map(({ sentAt, answeredAt }) => answeredAt - sentAt),
      seen: posted.map(({ ticketId, sentAt }) => (seenAt.get(ticketId) ?? Infinity) - sentAt),
    };
  } finally {
    socket.disconnect();
  }
}
