import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';

/** What the server pings for must come back within 20 s of its 25 s; sent unasked it counts as well. */
const PONG_EVERY_MS = 10_000;

/** A console that takes all it is sent and looks at none of it, so that a thousand cost their server more than us. */
export interface BareConsole {
  readonly receivedBytes: () => number;
  readonly disconnect: () => void;
}

/** Watches a guild over a WebSocket of its own making: Engine.IO and Socket.IO by their packets' first letters. */
export async function bareConsole(url: string, token: string, guildId: string): Promise<BareConsole> {
  const asking = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  });
  asking.end();
  const [, socket] = (await once(asking, 'upgrade')) as [unknown, Socket];
  let received = '';
  const listen = (chunk: Buffer): void => void (received += chunk.toString('latin1'));
  socket.on('data', listen);
  const until = async (text: string): Promise<void> => {
    while (!received.includes(text)) await once(socket, 'data', { signal: AbortSignal.timeout(10_000) });
  };
  socket.write(frame(`40/live,${JSON.stringify({ token })}`));
  await until('40/live,{"sid"');
  socket.write(frame(`42/live,0${JSON.stringify(['watch', { guildId }])}`));
  await until('43/live,0[{"cursor"');
  socket.off('data', listen);
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const pongs = setInterval(() => socket.write(frame('3')), PONG_EVERY_MS);
  return {
    receivedBytes: () => bytes,
    disconnect: () => {
      clearInterval(pongs);
      socket.destroy();
    },
  };
}

/** A short text message as a client sends it: masked (RFC 6455, section 5.3). */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 65_535) throw new Error('Too long for a bare console');
  const mask = randomBytes(4);
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4]!)]);
}
