import { setTimeout as delay } from 'node:timers/promises';
import { watch } from './watch.js';
import { quantile } from './statistics.js';

/** So many consoles on one guild, told by IPC how many changes to expect; answers how late they came. */
const [url = '', tokens = '', guildId = '', count = '0'] = process.argv.slice(2);
const people = tokens.split(',');
const CONNECT_AT_ONCE = 50;
const WITHIN_MS = 30_000;

const delays: number[] = [];
const consoles: { disconnect(): unknown }[] = [];
for (let made = 0; made < Number(count); made += CONNECT_AT_ONCE) {
  const some = Math.min(CONNECT_AT_ONCE, Number(count) - made);
  const sockets = await Promise.all(
    Array.from({ length: some }, (_, i) => watch(url, people[(made + i) % people.length] ?? '', guildId)),
  );
  for (const socket of sockets) {
    socket.on('ticket.changed', ({ ticket }: { ticket: { updatedAt: string; version: number } }) => {
      if (ticket.version !== 1) return;
      delays.push(Date.now() - Date.parse(ticket.updatedAt));
    });
    consoles.push(socket);
  }
}
process.send?.('ready');

process.on('message', (message: { expect: number }) => void report(message.expect * Number(count)));

async function report(expected: number): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (delays.length < expected && performance.now() < deadline) await delay(50);
  process.send?.({ p99: quantile(delays, 0.99), missing: expected - delays.length });
}

process.once('SIGTERM', () => {
  for (const socket of consoles) socket.disconnect();
  process.exit(0);
});
