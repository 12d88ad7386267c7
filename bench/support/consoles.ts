import { setTimeout as delay } from 'node:timers/promises';
import { bareConsole, type BareConsole } from './bare-console.js';
import { watch } from './watch.js';
import { quantile } from './statistics.js';

/**
 * So many consoles on one guild, told by IPC how many changes to expect; answers how late they came. Every tenth is a
 * whole Socket.IO client, which measures; the others only take what they are sent, or decoding a thousand times what
 * the server encodes once would be what is measured.
 */
const [url = '', tokens = '', guildId = '', count = '0'] = process.argv.slice(2);
const MEASURING_EVERY = 10;
const people = tokens.split(',');
const CONNECT_AT_ONCE = 50;
const WITHIN_MS = 30_000;

const delays: number[] = [];
const measuring: { disconnect(): unknown }[] = [];
const bare: BareConsole[] = [];
for (let made = 0; made < Number(count); made += CONNECT_AT_ONCE) {
  const some = Math.min(CONNECT_AT_ONCE, Number(count) - made);
  await Promise.all(Array.from({ length: some }, (_, i) => open(made + i)));
}
process.send?.('ready');

process.on('message', (message: { expect: number }) => void report(message.expect));

async function open(place: number): Promise<void> {
  const token = people[place % people.length] ?? '';
  if (place % MEASURING_EVERY !== 0) {
    bare.push(await bareConsole(url, token, guildId));
    return;
  }
  const socket = await watch(url, token, guildId);
  socket.on('ticket.changed', ({ ticket }: { ticket: { updatedAt: string; version: number } }) => {
    if (ticket.version !== 1) return;
    delays.push(Date.now() - Date.parse(ticket.updatedAt));
  });
  measuring.push(socket);
}

/** All watch the same, so a bare console that has much less than the others is one that was left out. */
async function report(changes: number): Promise<void> {
  const expected = changes * measuring.length;
  const deadline = performance.now() + WITHIN_MS;
  while (delays.length < expected && performance.now() < deadline) await delay(50);
  await delay(1_000);
  const most = Math.max(...bare.map((one) => one.receivedBytes()));
  const behind = bare.filter((one) => one.receivedBytes() < most * 0.9).length;
  process.send?.({ p99: quantile(delays, 0.99), missing: expected - delays.length + behind });
}

process.once('SIGTERM', () => {
  for (const socket of [...measuring, ...bare]) socket.disconnect();
  process.exit(0);
});
