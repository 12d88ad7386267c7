import type { Socket } from 'socket.io';
import type { Block } from './block.js';

/** So many bytes may wait for a socket that does not read; past it, it gets nothing until it has read them. */
const MOST_WAITING = 512 * 1024;

/** The way out to one socket. */
export class Outlet {
  private waiting = 0;

  constructor(private readonly socket: Socket) {}

  /** Whether the socket takes more. What it does not take is no loss: it is read anew from where it stood. */
  get ready(): boolean {
    if (this.socket.conn.transport.writable) this.waiting = 0;
    return this.waiting < MOST_WAITING;
  }

  /**
   * Messages as they were encoded for everybody. On a WebSocket all of them are one write: a frame each by
   * itself costs a call into the kernel each, which at a thousand sockets is what limits a process.
   */
  send(block: Block): void {
    const { conn } = this.socket;
    this.waiting += block.size;
    if (conn.transport.name === 'websocket') {
      const [first] = block.packets;
      if (first === undefined) return;
      const options = { compress: false, wsPreEncodedFrame: [block.bytes] };
      conn.write(first.text, options);
      return;
    }
    for (const { text } of block.packets) conn.write(text, { compress: false });
  }
}
