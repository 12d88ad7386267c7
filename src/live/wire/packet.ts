import { textFrame } from './text-frame.js';

export const NAMESPACE = '/live';

/** Everything the server says by itself. */
export type ServerEvent =
  'ticket.changed' | 'ticket.gone' | 'queue.depth' | 'presence' | 'reset' | 'closing' | 'refused';

/** One message, encoded once for everybody: as Engine.IO text, and as the WebSocket frame around it. */
export interface Packet {
  readonly text: string;
  readonly frame: Buffer;
}

/** Socket.IO's event packet (2) for our namespace, in Engine.IO's message packet (4) on the wire. */
export function eventPacket(event: ServerEvent, ...args: readonly unknown[]): Packet {
  const text = `2${NAMESPACE},${JSON.stringify([event, ...args])}`;
  return { text, frame: textFrame(`4${text}`) };
}
