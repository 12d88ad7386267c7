import { io, type Socket } from 'socket.io-client';

/** A console that watches a guild. */
export async function watch(url: string, token: string, guildId: string): Promise<Socket> {
  const socket = io(`${url}/live`, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const answer = (await socket.timeout(10_000).emitWithAck('watch', { guildId })) as { cursor?: string };
  if (answer.cursor === undefined) throw new Error(`Not watching: ${JSON.stringify(answer)}`);
  return socket;
}
